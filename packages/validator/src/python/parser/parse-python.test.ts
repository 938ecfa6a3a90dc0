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
  ['match *a, b:\n case 1: pass', { line: 1, reason: 'py-ast does not know a starred subject' }],
  ['def f(): yield; return 1', { line: 1, reason: 'py-ast does not know a bare yield before a semicolon' }],
  ['try: pass\nexcept A, B: pass', { line: 2, reason: 'new in 3.14 and not in py-ast yet' }],
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
});
