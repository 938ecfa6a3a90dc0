import { atLeast, between, exactly, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { argument, type CallSite, mayRunOut } from './calls.ts';
import { consume } from './consume.ts';
import { joinedLength, noteTemplate } from './formatting.ts';
import { noteBytes, noteSize } from './limits.ts';
import type { Method } from './methods.ts';
import { elementOf, elementsOf } from './sequence-arithmetic.ts';
import { lengthOf, numberOf, sequenceOf, textOf, textOfLength, unknown, type Value } from './value.ts';

type TextOf = Extract<Value, { kind: 'text' }>;
const same: Method<TextOf> = (of) => textOfLength(of.length);
const shorter: Method<TextOf> = (of) => textOfLength(between(0, of.length.atMost));

/** Of str and bytes. */
export const textMethods = new Map<string, Method<TextOf>>([
  ['join', (of, site) => join(of, site)],
  [
    'format',
    (of, site) => {
      if (of.text !== undefined) noteTemplate(of.text, site.args, site);
      return textOfLength(zeroOrMore);
    },
  ],
  ['format_map', () => textOfLength(zeroOrMore)],
  ['encode', same],
  ['decode', same],
  ['upper', (of) => textOfLength(atLeast(of.length.atLeast))],
  ['lower', (of) => textOfLength(atLeast(of.length.atLeast))],
  ['strip', shorter],
  ['lstrip', shorter],
  ['rstrip', shorter],
  ['split', () => sequenceOf('list', zeroOrMore, textOfLength(zeroOrMore))],
  [
    'expandtabs',
    (of, site) => {
      const size = argument(site, 0, 'tabsize');
      if (of.text?.includes('\t') && size?.kind === 'number') noteSize(size.value.atLeast, 'text', site);
      return textOfLength(zeroOrMore);
    },
  ],
  ['replace', (of, site) => replaced(of, site)],
  [
    'index',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return numberOf(zeroOrMore);
    },
  ],
]);

function join(separator: TextOf, site: CallSite): Value {
  const parts = argument(site, 0) ?? unknown;
  const texts = elementsOf(parts)?.map((part) => (part.kind === 'text' ? part.text : undefined));
  const joined =
    separator.text !== undefined && texts?.every((text) => text !== undefined) && texts.join(separator.text);
  if (typeof joined === 'string' && joined.length <= 256) return textOf(joined);
  const count = consume(parts, site);
  const element = lengthOf(elementOf(parts)) ?? zeroOrMore;
  const gaps = between(0, separator.length.atMost);
  return noteBytes(textOfLength(joinedLength(count, gaps, parts.kind === 'text' ? exactly(1) : element)), site);
}

/** Of constants: every place that is replaced grows by as much. */
function replaced(of: TextOf, site: CallSite): Value {
  const [from, to] = [argument(site, 0), argument(site, 1)];
  if (of.text === undefined || from?.kind !== 'text' || !from.text || to?.kind !== 'text')
    return textOfLength(zeroOrMore);
  const places = of.text.split(from.text).length - 1;
  const rest = of.text.length - places * from.text.length;
  return noteBytes(
    textOfLength({ atLeast: rest + places * to.length.atLeast, atMost: rest + places * to.length.atMost }),
    site,
  );
}
