import { parse } from 'py-ast';
import { createSourceText, type SourceText } from '../../analysis/source-text.ts';
import { isOverflow, SyntaxFault } from '../../analysis/syntax-rules.ts';
import { childrenOf, indexTree, type PyNode, type PyOf, type PythonTree } from '../tree.ts';
import { type Insertion, mendForTree } from './mend-for-tree.ts';
import { simplifyTree } from './simplify-tree.ts';

/** How py-ast words its errors. */
const located = /^(?<message>.*) at line (?<line>\d+), column (?<column>\d+)$/s;
/** Characters that may be parsed again and again while a copy is mended. */
const maximumWork = 1_000_000;

export type ParsedTree = { readonly tree: PythonTree } | { readonly fault: SyntaxFault };

/**
 * The tree of py-ast, or its complaint. What it does not know of Python 3.14 is written the older way in a copy; the
 * positions are then those of the code again. Throws when it overflows.
 */
export function parseTree(source: SourceText): ParsedTree {
  const mended: Mended[] = [];
  // A form feed is white space to CPython and unknown to this parser.
  let copy = source.code.includes('\f') ? createSourceText(source.code.replaceAll('\f', ' ')) : source;
  let reached = 0;
  for (let work = copy.code.length; ; work += copy.code.length) {
    const parsed = tryParse(copy);
    if ('module' in parsed) {
      for (const one of mended.toReversed()) moveBack(parsed.module, one);
      return { tree: indexTree(simplifyTree(parsed.module, source.code), source) };
    }
    // Where a copy was mended the parser has to come past, or the error is another one.
    const isStuck = work > maximumWork || parsed.at < reached;
    const insertions = isStuck ? undefined : mendForTree(copy, parsed.at);
    if (!insertions) return { fault: faultOf(parsed, source) };
    mended.push({ before: copy, insertions });
    copy = createSourceText(withInsertions(copy.code, insertions));
    reached = (insertions.at(-1)?.at ?? 0) + insertions.reduce((sum, { text }) => sum + text.length, 0);
  }
}

interface Complaint {
  readonly message: string;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

function tryParse(source: SourceText): { readonly module: PyOf<'Module'> } | Complaint {
  try {
    return { module: parse(source.code) };
  } catch (error) {
    if (!(error instanceof Error) || isOverflow(error)) throw error;
    const { message = error.message, line = '1', column = '0' } = located.exec(error.message)?.groups ?? {};
    const at = source.offsetOfBytes(Number(line), Number(column));
    return { message, at, line: Number(line), column: Number(column) };
  }
}

function faultOf({ message, line, column }: Complaint, source: SourceText): SyntaxFault {
  const start = source.offsetOfBytes(line, column);
  return new SyntaxFault(message, { start, end: start + 1 });
}

/** The insertions that made a copy out of the code before. */
interface Mended {
  readonly before: SourceText;
  readonly insertions: readonly Insertion[];
}

function withInsertions(code: string, insertions: readonly Insertion[]): string {
  return insertions
    .toReversed()
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), code);
}

/** Inserted text has no line ends, so that only columns of its own line move. */
function moveBack(module: PyNode, { before, insertions }: Mended): void {
  const places = insertions.map(({ at, text }) => {
    const { line, column } = before.positionOf(at);
    const start = before.lineStarts[line - 1] ?? 0;
    return { line, column: Buffer.byteLength(before.code.slice(start, start + column - 1)), length: text.length };
  });
  const columnOf = (line: number, column: number) =>
    places.reduce((at, place) => {
      if (place.line !== line || at <= place.column) return at;
      return Math.max(place.column, at - place.length);
    }, column);
  const pending: PyNode[] = [module];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const place = node as { lineno?: number; col_offset?: number; end_lineno?: number; end_col_offset?: number };
    if (place.lineno !== undefined) place.col_offset = columnOf(place.lineno, place.col_offset ?? 0);
    if (place.end_lineno !== undefined) place.end_col_offset = columnOf(place.end_lineno, place.end_col_offset ?? 0);
    pending.push(...childrenOf(node));
  }
}
