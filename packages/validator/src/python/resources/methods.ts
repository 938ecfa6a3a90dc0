import { larger, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { argument, type CallSite } from './calls.ts';
import { changingMethods } from './changing-methods.ts';
import { anyException, failIn } from './frame.ts';
import { noteBytes } from './limits.ts';
import { otherMethods } from './other-methods.ts';
import { forgetSequence, sequenceMethods } from './sequence-methods.ts';
import { textMethods } from './text-methods.ts';
import { type MethodValue, unknown, type Value } from './value.ts';

/** What a method gives; absent: nothing that is known. It also notes what would be too much. */
export type Method<Kind extends Value> = (of: Kind, site: CallSite) => Value | undefined;

/** A method of a text, a collection, or of something that is not known. */
export function callMethod(callee: MethodValue, site: CallSite): Value {
  const { of, name } = callee;
  const padded = padding.has(name) && of.kind !== 'object' ? pad(of, site) : undefined;
  if (padded) return padded;
  const table = of.kind === 'sequence' ? sequenceMethods : of.kind === 'text' ? textMethods : otherMethods;
  const method = table.get(name) ?? otherMethods.get(name);
  if (method) return method(of as never, site) ?? unknown;
  if (of.kind === 'unknown' || of.kind === 'object') {
    site.env.forgetAttributes();
    failIn(site.frame, anyException);
  }
  if (changingMethods.has(name) && of.kind === 'sequence') forgetSequence(of, site);
  return unknown;
}

/** `text.ljust(n)` is n long whatever the text is. */
const padding = new Set(['ljust', 'rjust', 'center', 'zfill']);

function pad(of: Value, site: CallSite): Value | undefined {
  const width = argument(site, 0, 'width');
  if (width?.kind !== 'number') return undefined;
  const own = of.kind === 'text' ? of.length : zeroOrMore;
  return noteBytes({ kind: 'text', length: larger(own, width.value), isAssumed: Boolean(width.isAssumed) }, site);
}
