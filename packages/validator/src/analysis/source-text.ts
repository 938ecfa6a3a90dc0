import { type Concealment, createConcealment } from './concealment.ts';

/** A stretch of the code: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns count from 1; columns are UTF-16 code units, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The code with its line table, so that rules can speak in offsets and reports in lines. */
export interface SourceText {
  readonly code: string;
  readonly lineStarts: readonly number[];
  /** Where an offset is. Offsets past the end give the end. */
  positionOf(offset: number): Position;
  /** Offset of a line (from 1) and a column counted in UTF-8 bytes (from 0), as Python parsers count. */
  offsetOfBytes(line: number, byteColumn: number): number;
  /** One line (from 1) without its line end; empty when there is no such line. */
  lineText(line: number): string;
  /** The same as reports may show it: with stars where a secret stands. */
  shownLine(line: number): string;
  /** A text for a report without the secrets of the code. */
  conceal(text: string): string;
}

/** `findSecrets` says what reports must not show; it is asked when the first of them is written. */
export function createSourceText(code: string, findSecrets: () => readonly Span[] = () => []): SourceText {
  const lineStarts = startsOfLines(code);
  const lineText = (line: number) => {
    const start = lineStarts[line - 1];
    if (start === undefined) return '';
    const end = lineStarts[line];
    return code.slice(start, end === undefined ? code.length : end - 1);
  };
  let hidden: Concealment | undefined;
  const concealment = () => {
    hidden ??= createConcealment(code, findSecrets());
    return hidden;
  };
  const byteTables = new Map<number, readonly number[]>();
  return {
    code,
    lineStarts,
    lineText,
    shownLine(line) {
      const start = lineStarts[line - 1];
      return start === undefined ? '' : concealment().code.slice(start, start + lineText(line).length);
    },
    conceal: (text) => concealment().conceal(text),
    positionOf(offset) {
      const bounded = Math.max(0, Math.min(offset, code.length));
      const line = lastAtMost(lineStarts, bounded);
      return { line: line + 1, column: bounded - (lineStarts[line] ?? 0) + 1 };
    },
    offsetOfBytes(line, byteColumn) {
      const table = byteTables.get(line) ?? byteStarts(lineText(line));
      byteTables.set(line, table);
      return (lineStarts[line - 1] ?? code.length) + lastAtMost(table, byteColumn);
    },
  };
}

/** Where generated chains and data usually stand. */
export function longestLineOf({ code, lineStarts }: SourceText): Span {
  const lines = lineStarts.map((start, index) => ({ start, end: (lineStarts[index + 1] ?? code.length + 1) - 1 }));
  return lines.reduce((most, line) => (line.end - line.start > most.end - most.start ? line : most));
}

function startsOfLines(code: string): number[] {
  const starts = [0];
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last entry that is at most `value`, in a list that rises. */
function lastAtMost(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rising[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where each UTF-16 unit of a line begins in its UTF-8 bytes; one entry more for the end. */
function byteStarts(line: string): number[] {
  const starts: number[] = [];
  let bytes = 0;
  for (const character of line) {
    for (let unit = 0; unit < character.length; unit += 1) starts.push(bytes + unit);
    bytes += Buffer.byteLength(character);
  }
  return [...starts, bytes];
}
