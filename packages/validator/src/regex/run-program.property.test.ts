import fc from 'fast-check';
import { compile } from './compile.ts';
import { parseRegex } from './parse-regex.ts';
import { runProgram } from './run-program.ts';

/** Patterns that both read, over few letters so that they match now and then. */
const { pattern: patterns } = fc.letrec<{ pattern: string; part: string; atom: string }>((tie) => ({
  pattern: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?', '+?'))
    .map(([atom, quantifier]) => atom + quantifier),
  atom: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\s', '\\d'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
    tie('pattern').map((one) => `(${one})`),
    tie('pattern').map((one) => `(?:(?=${one}))`),
    tie('pattern').map((one) => `(?:(?!${one}))`),
  ),
}));
const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', '\n'), maxLength: 8 });

it('matches what the engine matches', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const program = compile(parseRegex(`^(?:${pattern})$`, '', 'javascript'), true);

      const codePoints = [...text].map((one) => one.codePointAt(0) ?? 0);
      const { isMatch, ranOut } = runProgram(program, codePoints, true, 200_000);

      expect(ranOut || isMatch === new RegExp(`^(?:${pattern})$`).test(text)).toBe(true);
    }),
    { numRuns: 400 },
  );
});
