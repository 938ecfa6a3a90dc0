import type { Language, ViolationFix } from '@dtr/contracts';
import { createSourceText } from '../analysis/source-text.ts';
import { aRequest } from '../testing/a-request.ts';
import { validate } from '../validate.ts';

/** What each fix makes of a piece of code. */
const cases: readonly (readonly [string, Language, string, string, string])[] = [
  [
    'names a global directly instead of by the global object',
    'javascript',
    'javascript.global-object',
    'export const handler = (list) => globalThis.Math.max(...list);',
    'export const handler = (list) => Math.max(...list);',
  ],
  [
    'turns an object of CommonJS exports into an export',
    'javascript',
    'javascript.commonjs',
    'function run(x) { return x; }\nmodule.exports = { run, again: run };',
    'function run(x) { return x; }\nexport { run, run as again };',
  ],
  [
    'turns a single CommonJS export into an export',
    'javascript',
    'javascript.commonjs',
    'function run(x) { return x; }\nexports.handler = run;',
    'function run(x) { return x; }\nexport { run as handler };',
  ],
  [
    'turns setImmediate into a timer',
    'javascript',
    'javascript.forbidden-global',
    'export const handler = (x) => new Promise((done) => setImmediate(() => done(x)));',
    'export const handler = (x) => new Promise((done) => setTimeout(() => done(x), 0));',
  ],
  [
    'asks for a prototype that is compared',
    'javascript',
    'javascript.forbidden-key',
    'export const handler = (x) => x.__proto__ === null;',
    'export const handler = (x) => Object.getPrototypeOf(x) === null;',
  ],
  [
    'removes an import that nothing uses',
    'javascript',
    'javascript.file-module',
    "import fs from 'node:fs';\nexport const handler = (x) => x;",
    '\nexport const handler = (x) => x;',
  ],
  [
    'removes a declaration that nothing uses',
    'typescript',
    'typescript.ambient-declaration',
    'declare const process: unknown;\nexport const handler = (x: number): number => x;',
    '\nexport const handler = (x: number): number => x;',
  ],
  [
    'reads a property instead of Reflect.get',
    'javascript',
    'javascript.reflection',
    'export const handler = (value, key) => Reflect.get(value, key);',
    'export const handler = (value, key) => value[key];',
  ],
  [
    'deletes a property instead of Reflect.deleteProperty',
    'javascript',
    'javascript.reflection',
    "export function handler(value) {\n  Reflect.deleteProperty(value, 'id');\n  return value;\n}",
    "export function handler(value) {\n  delete value['id'];\n  return value;\n}",
  ],
  [
    'makes the outer object of a pivot table without a prototype',
    'javascript',
    'javascript.two-key-write',
    'export function handler(rows) {\n  const table = {};\n  for (const { a, b } of rows) (table[a] ??= {})[b] = 1;\n  return table;\n}',
    'export function handler(rows) {\n  const table = Object.create(null);\n  for (const { a, b } of rows) (table[a] ??= {})[b] = 1;\n  return table;\n}',
  ],
];

const kept: readonly (readonly [string, string])[] = [
  ['a global that the code hides', 'const Math = {};\nexport const handler = () => [globalThis.Math, Math];'],
  ['an import that is used', "import fs from 'node:fs';\nexport const handler = () => fs;"],
  ['an import for what it does', "import 'node:fs';\nexport const handler = () => 1;"],
  ['exports that are read again', 'exports.a = handler;\nexport function handler() { return exports.a; }'],
  [
    'an outer object that is asked for more than its keys',
    'export function handler(a, b) {\n  const table = {};\n  (table[a] ??= {})[b] = 1;\n  return table.toString();\n}',
  ],
  ['a value of Reflect.set that is used', 'export const handler = (value, key) => Reflect.set(value, key, 1);'],
];

function applied(code: string, { edits }: ViolationFix): string {
  const lines = createSourceText(code).code.split('\n');
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return edits.reduceRight(
    (text, edit) =>
      text.slice(0, offsetOf(edit.line, edit.column)) + edit.text + text.slice(offsetOf(edit.endLine, edit.endColumn)),
    code,
  );
}

describe('fixes', () => {
  it.each(cases)('%s, and the code is accepted then', async (_title, language, rule, before, after) => {
    const { violations } = await validate(aRequest(language, before));
    const fix = violations.find((violation) => violation.rule === rule)?.fix;

    const mended = fix && applied(before, fix);

    expect(mended).toBe(after);
    expect((await validate(aRequest(language, after))).violations).toEqual([]);
  });

  it.each(kept)('are not offered for %s', async (_title, code) => {
    const { violations } = await validate(aRequest('javascript', code));

    expect(violations).not.toEqual([]);
    expect(violations.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });
});
