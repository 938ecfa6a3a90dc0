import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceText } from '../../analysis/source-text.ts';
import { SyntaxFault } from '../../analysis/syntax-rules.ts';
import { buildScopes } from '../build-scopes.ts';
import { parsePython } from './parse-python.ts';

const folder = join(import.meta.dirname ?? __dirname, '../../../corpus');
/** Code with the line of CPython 3.14's error, or null when it compiles. Made by CPython itself. */
const verdicts: readonly (readonly [string, number | null])[] = JSON.parse(
  readFileSync(join(folder, 'python-syntax.json'), 'utf8'),
);

/** Where we differ from CPython on purpose or for want of a parser that does better. */
const known = new Map<string, { readonly line: number; readonly reason: string }>([
  ['𝒳 = 1', { line: 1, reason: 'refused by the text layer as well: it is read as X' }],
  ['def f():\n  x: int = 1\n  global x', { line: 2, reason: 'ruff blames the annotation' }],
  ['if True: \n\n', { line: 1, reason: 'ruff blames the header of an empty block at the end' }],
]);

/** The line of the first error; null when there is none. */
function faultLine(code: string): number | null {
  const source = createSourceText(code);
  try {
    buildScopes(parsePython(source));
    return null;
  } catch (error) {
    if (error instanceof SyntaxFault) return source.positionOf(error.span.start).line;
    throw error;
  }
}

describe('parsePython', () => {
  it.each(verdicts)('judges %j as CPython does', (code, line) => {
    expect(faultLine(code)).toBe(known.get(code)?.line ?? line);
  });

  it('has no deviation in its list that has been mended', () => {
    const lines = new Map(verdicts);
    for (const [code, { line }] of known) expect(lines.get(code)).not.toBe(line);
  });

  it.each([
    ['try:\n  pass\nexcept ä, B: x = 1\n', 'x', [3, 14]],
    ['match *a, b:\n  case c: x = 1\n', 'b', [1, 11]],
    ['def f():\n  "é"; yield; yield; x = 1\n', 'x', [2, 22]],
    ['try:\n  pass\nexcept (A), B if (lambda: 1) else "a:b": x = 1\n', 'x', [3, 42]],
  ])('keeps the places of %j', (code, name, [line, column]) => {
    const source = createSourceText(code);
    const tree = parsePython(source);

    const node = tree.nodesOf('Name').find(({ id }) => id === name);

    expect(source.positionOf(node ? tree.spanOf(node).start : 0)).toEqual({ line, column });
  });

  it.each(['try: pass\nexcept A, B as c: pass', 'try: pass\nexcept A B: pass', 'match *a:\n case 1: pass'])(
    'mends nothing that the interpreter refuses: %j',
    (code) => {
      expect(() => parsePython(createSourceText(code))).toThrow(SyntaxFault);
    },
  );
});
