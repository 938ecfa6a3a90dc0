import type { Violation } from '@dtr/contracts';
import fc from 'fast-check';
import { aRequest } from './testing/a-request.ts';
import { readCorpus } from './testing/read-corpus.ts';
import { validate } from './validate.ts';

const identifiers = fc.stringMatching(/^[a-z][a-z0-9_]{2,12}$/).map((name) => `n_${name}`);
/** All but encoding cookies: those count in the first two lines alone. */
const samples = readCorpus('hostile').filter(({ code }) => !/coding[:=]/.test(code));

/** A missing entry point is reported at the top of the file, wherever the code begins. */
const aboutCode = (violations: readonly Violation[]) => violations.filter(({ category }) => category !== 'entry-point');

/** Cuts a text at given places and writes it as a sum of strings. */
function asSum(text: string, cuts: readonly number[], quote: string): string {
  const places = [0, ...new Set(cuts.map((cut) => cut % text.length).toSorted((a, b) => a - b)), text.length];
  const parts = places.slice(1).map((end, index) => text.slice(places[index], end));
  return parts.map((part) => `${quote}${part}${quote}`).join(' + ');
}

describe('laws', () => {
  it('moves every finding down by the blank lines above the code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.integer({ min: 1, max: 30 }),
        async ({ language, code }, blank) => {
          const request = aRequest(language, code, { entryPoint: 'handler' });
          const plain = await validate(request);

          const moved = await validate({ ...request, code: '\n'.repeat(blank) + code });

          const down = <Place extends { line: number; endLine: number }>({ line, endLine, ...rest }: Place) => ({
            ...rest,
            line: line + blank,
            endLine: endLine + blank,
          });
          const expected = aboutCode(plain.violations).map(({ fix, ...violation }) => ({
            ...down(violation),
            ...(fix ? { fix: { ...fix, edits: fix.edits.map(down) } } : {}),
          }));
          expect(aboutCode(moved.violations)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a forbidden module under any name', async () => {
    await fc.assert(
      fc.asyncProperty(identifiers, fc.constantFrom('os', 'socket', 'subprocess'), async (name, module) => {
        const code = `import ${module} as ${name}\n\ndef handler(x):\n    return ${name}.x\n`;

        const { violations } = await validate(aRequest('python', code));

        expect(violations).toContainEqual(
          expect.objectContaining({ rule: expect.stringMatching(/^python\.\w+-import$/), line: 1 }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('sees through any way of cutting a forbidden name into strings', async () => {
    const cuts = fc.array(fc.nat(40), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.constantFrom('constructor', '__proto__'), async (places, key) => {
        const script = `export function handler(x) {\n  return x[${asSum(key, places, "'")}];\n}\n`;
        const python = `def handler(x):\n    return getattr(x, ${asSum('__globals__', places, '"')})\n`;

        expect((await validate(aRequest('javascript', script))).violations).toContainEqual(
          expect.objectContaining({ rule: 'javascript.forbidden-key', line: 2 }),
        );
        expect((await validate(aRequest('python', python))).violations).toContainEqual(
          expect.objectContaining({ rule: 'python.dynamic-attribute', line: 2 }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('lets a parameter have any name, a forbidden one too', async () => {
    const names = fc.oneof(
      identifiers,
      fc.constantFrom('open', 'eval', 'input', 'vars', 'exit', 'fetch', 'process', 'self'),
    );
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const python = `def handler(${name}):\n    return [${name} for _ in ${name}]\n`;
        const script = `function handler(${name}) { return [${name}, () => ${name}]; }`;

        expect((await validate(aRequest('python', python))).verdict).toBe('accepted');
        if (name !== 'eval') expect((await validate(aRequest('javascript', script))).verdict).toBe('accepted');
      }),
      { numRuns: 40 },
    );
  });

  it('ends with a verdict on any text', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('python', 'javascript', 'typescript'), async (code, language) => {
        const faults: unknown[] = [];

        const { verdict } = await validate(aRequest(language, code), { onFault: (error) => faults.push(error) });

        expect(['accepted', 'rejected']).toContain(verdict);
        expect(faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
