import fc from 'fast-check';
import { findJsonFault } from './find-json-fault.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** JSON with one character replaced, removed or put in: nearly right, which is what callers send. */
const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', '"', ',', ':', '{', '}', '[', ']', '\\', '0', '-', '\n', '\0', 'é'),
    fc.nat(1),
  )
  .map(([text, at, insert, removed]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + insert + text.slice(place + removed);
  });

describe('findJsonFault', () => {
  it('finds a fault exactly where the parser refuses', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json(), fc.string()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('names a place up to which the text is the start of some JSON', () => {
    const endings = ['', '0', '"', '0]', ']', '}', '"":0}', ':0}', '0}'];
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const fault = findJsonFault(text);
        fc.pre(fault !== undefined);
        const lines = text.split('\n').slice(0, fault.line);
        const start = [...lines.slice(0, -1), lines.at(-1)?.slice(0, fault.column - 1)].join('\n');
        // Close what is open: some ending of the innermost value, then all brackets around it.
        const closers = [...bracketsOpenIn(start)].reverse().map((open) => (open === '[' ? ']' : '}'));
        const wholes = endings.map((ending) => start + ending + closers.join(''));
        const deeper = endings.map((ending) => start + ending + closers.slice(1).join(''));

        expect([...wholes, ...deeper].some(isJson)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

function bracketsOpenIn(text: string): readonly string[] {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') open.push(token);
    if (token === ']' || token === '}') open.pop();
  }
  return open;
}
