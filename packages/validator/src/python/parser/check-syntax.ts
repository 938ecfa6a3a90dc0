import type { Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import type { SourceText, Span } from '../../analysis/source-text.ts';
import { SyntaxFault } from '../../analysis/syntax-rules.ts';
import { scanTokens } from '../../text/scan-tokens.ts';
import { diagnose } from './ruff.ts';

/** The first error of the code as CPython would report it; absent when there is none. */
export function syntaxFault(source: SourceText): SyntaxFault | undefined {
  const [first] = diagnose(source.code).toSorted(byPlace);
  return first && (unclosedBefore(source, first) ?? new SyntaxFault(first.message, spanOf(source, first)));
}

/** Like CPython, blames a bracket that is never closed rather than the later line where that became visible. */
function unclosedBefore(source: SourceText, { start_location }: Diagnostic): SyntaxFault | undefined {
  const { unclosedAt: start } = scanTokens(source.code, 'python');
  if (start === undefined || source.positionOf(start).line >= start_location.row) return undefined;
  return new SyntaxFault(`'${source.code.charAt(start)}' was never closed`, { start, end: start + 1 });
}

function spanOf(source: SourceText, { message, start_location, end_location }: Diagnostic): Span {
  // CPython blames the late `global` statement, ruff the use before it.
  const statement = /prior to global declaration on line (\d+)/.exec(message)?.[1];
  const start = statement ? (source.lineStarts[Number(statement) - 1] ?? 0) : offsetOf(source, start_location);
  return { start, end: Math.max(start, offsetOf(source, end_location)) };
}

interface Location {
  readonly row: number;
  readonly column: number;
}

function offsetOf(source: SourceText, { row, column }: Location): number {
  return Math.min(source.code.length, (source.lineStarts[row - 1] ?? source.code.length) + column - 1);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.start_location.row - b.start_location.row || a.start_location.column - b.start_location.column;
}
