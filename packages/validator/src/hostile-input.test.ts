import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@dtr/contracts';
import { aRequest } from './testing/a-request.ts';
import { validate } from './validate.ts';

// What somebody sends to keep the validator busy has to end soon, on a busy machine too.
jest.setTimeout(180_000);

const folder = import.meta.dirname ?? __dirname;

const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
const lines = (line: string, times: number) => `${line}\n`.repeat(times);

/** Shapes that end recursive parsers, and what has to become of each. */
const shapes: readonly (readonly [string, Language, string, string])[] = [
  ['a megabyte in one line', 'python', `x = "${'a'.repeat(1 << 20)}"`, 'text.too-large'],
  ['a quarter of a million empty lines', 'python', '\n'.repeat(262_144), 'entry.not-found'],
  ['10,000 levels of brackets', 'python', `x=${nested('[', ']', 10_000)}`, 'syntax.too_complex'],
  ['a sum of 50,000 terms', 'python', `x=(${lines('a+', 50_000)}a)`, 'syntax.too_complex'],
  ['a sum of 20,000 terms', 'python', `x=(${lines('a+', 20_000)}a)`, 'syntax.too_complex'],
  ['a chain of not', 'python', `x=${'not '.repeat(4_900)}1`, 'syntax.too_complex'],
  ['a chain of not behind a syntax error', 'python', `x = = 1\ny=${'not '.repeat(4_900)}1`, 'syntax.too_complex'],
  ['a chain of powers', 'python', `x=(${lines('1**', 9_900)}1)`, 'syntax.too_complex'],
  ['a chain of lambdas', 'python', `x=${'lambda:'.repeat(2_800)}1`, 'syntax.too_complex'],
  ['a chain of conditions', 'python', `x=(${lines('1 if 1 else', 4_900)}1)`, 'syntax.too_complex'],
  ['a chain of calls', 'python', `x=(f${lines('()', 9_900)})`, 'syntax.too_complex'],
  ['names that double each other', 'python', doubling(60), 'python.dynamic-attribute'],
  ['10,000 levels of brackets', 'javascript', `x=${nested('[', ']', 10_000)}`, 'syntax.too_complex'],
  ['a sum of 20,000 terms', 'javascript', `let a;let x=${lines('a+', 20_000)}a`, 'syntax.too_complex'],
  ['nested templates', 'javascript', `x=${nested('`${', '}`', 400)}`, 'syntax.too_complex'],
  ['a chain of arrows', 'javascript', `x=${'a=>'.repeat(6_000)}1`, 'syntax.too_complex'],
  ['a chain of new', 'javascript', `x=${'new '.repeat(4_900)}A`, 'syntax.too_complex'],
  ['a chain of unary operators', 'javascript', `x=${'! '.repeat(9_900)}1`, 'syntax.too_complex'],
  ['a chain of loops', 'javascript', `${lines('for(;;)', 3_300)};`, 'syntax.too_complex'],
  ['many errors in few long lines', 'javascript', lines('break;'.repeat(2_400), 4), 'syntax.too_complex'],
  ['many errors', 'javascript', lines('break', 19_900), 'syntax.error'],
  ['many redeclarations', 'typescript', lines('let a;', 6_600), 'syntax.error'],
  ['nested type arguments', 'typescript', `type A=${nested('A<', '>', 6_000)}`, 'syntax.too_complex'],
  ['a chain of array types', 'typescript', `type A=number${'[]'.repeat(9_000)}`, 'syntax.too_complex'],
  ['a chain of conditional types', 'typescript', `type A=${lines('X extends Y?Z:', 3_300)}1`, 'syntax.too_complex'],
];

const many = (times: number, line: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => line(index)).join('\n');

/** Shapes whose cost grows with the square of their size, or faster, unless each part of them is looked at once. */
const heavy: readonly (readonly [string, Language, string])[] = [
  ['one name with thousands of bindings', 'python', `def handler(a):\n${lines('    a = a.b', 3_300)}    return a\n`],
  ['a text that is doubled again and again', 'python', `a = "ab"\n${lines('a = a + a', 3_200)}`],
  [
    'uses before thousands of bindings',
    'python',
    `import a\nx = [\n${lines('a,', 4_800)}]\n${lines('import a', 3_400)}`,
  ],
  [
    'thousands of lookups in a table of thousands',
    'python',
    `D = [\n${many(4_000, (i) => `"k${i}",`)}\n]\ndef handler(x):\n${many(1_000, (i) => `    getattr(x, D[${i}])`)}`,
  ],
  [
    'a hundred names that are looked up in a list of thousands',
    'python',
    `D = {\n${many(4_000, (i) => `"k${i}",`)}\n}\ndef handler(x, k):\n${lines('    if k in D: getattr(x, k)', 800)}`,
  ],
  [
    'functions that hand a parameter to each other',
    'python',
    `def f(x):\n    getattr(x, "obj")\n${lines('    f(x)', 3_500)}    return x\n`,
  ],
  [
    'patterns that repeat repetitions',
    'python',
    `import re\n${many(300, (i) => `R${i} = re.compile(r"((((a{1,9}){1,9}){1,9}){1,9}){1,9}${i}")`)}`,
  ],
  ['one name with thousands of values', 'javascript', `let a = "ab";\n${lines('a = a + a;', 3_100)}`],
  [
    'loops in loops over one name',
    'javascript',
    many(9, (i) => `function f${i}(x) { ${'while (x > 1) { x = x - 1;\n'.repeat(95)}${'}'.repeat(95)} }`),
  ],
  [
    'conditions over a thousand names in a loop',
    'javascript',
    `function f(x) { let ${many(700, (i) => `a${i} = 0,`)} z = 0;\nwhile (a0 < 10) {\n${many(700, (i) => `if (x) { a${i} = a${(i + 1) % 700} + 1; }`)}\n} }`,
  ],
  ['loops that push', 'javascript', `function f(a) {\n${lines('for (const i of a) { a.push(i); }', 1_000)}}`],
  [
    'callbacks behind each other',
    'javascript',
    `export function handler(x) {\n${lines('x.map((y) => y); setTimeout(() => x, 1);', 750)}}`,
  ],
];

function doubling(times: number): string {
  const names = Array.from({ length: times }, (_, index) => `a${index} = a${index + 1} + a${index + 1}`);
  return `${names.join('\n')}\na${times} = "xy"\ndef handler(x):\n    return getattr(x, a0)\n`;
}

const good: Readonly<Record<Language, string>> = {
  python: 'def handler(text: str) -> int:\n    return len(text)\n',
  javascript: 'export function handler(text) { return text.length; }\n',
  typescript: 'export function handler(text: string): number { return text.length; }\n',
};

describe('hostile input', () => {
  it.each(shapes)(
    '%s (%s) ends in a typed refusal, and leaves the parsers fit for the next tool',
    async (_title, language, code, rule) => {
      const { verdict, violations } = await validate(aRequest(language, code));
      const next = await validate(aRequest(language, good[language]));

      expect(verdict).toBe('rejected');
      expect(violations.map((violation) => violation.rule)).toContain(rule);
      expect(next.verdict).toBe('accepted');
    },
  );

  it.each(heavy)('%s (%s) is judged to its end', async (_title, language, code) => {
    const onFault = jest.fn();

    const { violations } = await validate(aRequest(language, code), { onFault });

    expect(onFault).not.toHaveBeenCalled();
    expect(violations.map(({ rule }) => rule)).not.toContain('syntax.too_complex');
    expect(violations.map(({ rule }) => rule)).not.toContain('syntax.error');
  });

  it('never calls the loader of native code', async () => {
    const dlopen = jest.spyOn(process, 'dlopen');

    await validate(aRequest('typescript', good.typescript));
    await validate(aRequest('python', good.python));

    expect(dlopen).not.toHaveBeenCalled();
  });

  it('has no parser of native code to fall back to', async () => {
    const { dependencies } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8'));

    const parsers = Object.keys(dependencies).filter((name) => name.includes('oxc'));

    expect(parsers).toEqual(['@oxc-parser/binding-wasm32-wasi']);
  });
});
