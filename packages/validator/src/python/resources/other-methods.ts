import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import { argument, mayRunOut } from './calls.ts';
import { consume } from './consume.ts';
import { noteSize } from './limits.ts';
import type { Method } from './methods.ts';
import { numberOf, textOfLength, type Value } from './value.ts';

/** Takes everything that its argument gives. */
const taking: Method<Value> = (_of, site) => {
  const source = argument(site, 0);
  if (source) consume(source, site);
  return undefined;
};

/** Fails when there is nothing (left) to take. */
const failing =
  (exception: string): Method<Value> =>
  (_of, site) => {
    mayRunOut(site, exception);
    return undefined;
  };

/** Makes as much room as its argument says. */
const sized =
  (what: string, name?: string): Method<Value> =>
  (_of, site) => {
    const size = argument(site, 0, name);
    if (size?.kind === 'number') noteSize(size.value.atLeast, what, site);
    return undefined;
  };

/** Of anything else, and of what is not known. */
export const otherMethods: ReadonlyMap<string, Method<Value>> = new Map<string, Method<Value>>([
  [
    'join',
    (of, site) => {
      taking(of, site);
      return textOfLength(zeroOrMore);
    },
  ],
  ['extend', taking],
  ['update', taking],
  [
    'pop',
    (_of, site) => {
      // With a default it never fails.
      if (site.args.positional.length < 2) mayRunOut(site, 'IndexError');
      return undefined;
    },
  ],
  ['popleft', failing('IndexError')],
  ['popitem', failing('KeyError')],
  ['remove', failing('ValueError')],
  ['index', failing('ValueError')],
  ['send', failing('StopIteration')],
  ['__next__', failing('StopIteration')],
  ['throw', failing('*')],
  ['bit_length', () => numberOf(zeroOrMore)],
  ['to_bytes', sized('text', 'length')],
  ['randbytes', sized('text')],
  ['seek', sized('buffer')],
]);
