import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@dtr/contracts';
import { aRequest } from './testing/a-request.ts';
import { validate } from './validate.ts';

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
  it.each(shapes)('%s (%s) ends in a typed refusal', async (_title, language, code, rule) => {
    const { verdict, violations } = await validate(aRequest(language, code));

    expect(verdict).toBe('rejected');
    expect(violations.map((violation) => violation.rule)).toContain(rule);
  });

  it.each(shapes)('%s (%s) leaves the parsers fit for the next tool', async (_title, language, code) => {
    await validate(aRequest(language, code));

    expect((await validate(aRequest(language, good[language]))).verdict).toBe('accepted');
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
