import { defaultPolicy } from '@dtr/contracts';
import fc from 'fast-check';
import { validate } from '../../validate.ts';

const small = fc.integer({ min: -6, max: 12 });
const operators = ['<', '<=', '>', '>=', '!=='] as const;

const compare: Readonly<Record<(typeof operators)[number], (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '!==': (a, b) => a !== b,
};

const loops = fc.record({
  start: small,
  bound: small,
  step: fc.integer({ min: -3, max: 3 }),
  also: fc.integer({ min: -3, max: 3 }),
  operator: fc.constantFrom(...operators),
});

/** More turns than any of these loops takes when it ends. */
const many = 200;

function ends({ start, bound, step, also, operator }: typeof loops extends fc.Arbitrary<infer Loop> ? Loop : never) {
  let at = start;
  for (let turn = 0; turn < many; turn += 1) {
    if (!compare[operator](at, bound)) return true;
    at += also + step;
  }
  return false;
}

async function isRefused(code: string): Promise<boolean> {
  const { violations } = await validate({ language: 'javascript', code, policy: defaultPolicy });
  return violations.some(({ rule }) => rule === 'javascript.endless-loop');
}

describe('endless loops', () => {
  it('are told exactly, for counters that move by constants between constants', async () => {
    await fc.assert(
      fc.asyncProperty(loops, async (loop) => {
        const { start, bound, step, also, operator } = loop;
        const head = `for (let i = ${start}; i ${operator} ${bound}; i += ${step})`;
        const isEntered = compare[operator](start, bound);
        fc.pre(isEntered);

        const code = `export function handler(sum) { ${head} { sum += i; i += ${also}; } return sum; }`;

        expect(await isRefused(code)).toBe(!ends(loop));
      }),
    );
  });

  it('are never seen in a loop that a counter of its own ends', async () => {
    await fc.assert(
      fc.asyncProperty(loops, async ({ start, bound, step, operator }) => {
        const head = `let i = ${start}; let left = 9; while (i ${operator} ${bound})`;

        const code = `export function handler(sum) { ${head} { i += ${step}; left -= 1; if (left < 0) break; } return i; }`;

        expect(await isRefused(code)).toBe(false);
      }),
    );
  });
});
