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
}

export function createSourceText(code: string): SourceText {
  const lineStarts = startsOfLines(code);
  const lineText = (line: number) => {
    const start = lineStarts[line - 1];
    if (start === undefined) return '';
    return code.slice(start, lineStarts[line] ?? code.length).replace(/\n$/, '');
  };
  return {
    code,
    lineStarts,
    lineText,
    positionOf(offset) {
      const bounded = Math.max(0, Math.min(offset, code.length));
      const line = lineIndexOf(lineStarts, bounded);
      return { line: line + 1, column: bounded - (lineStarts[line] ?? 0) + 1 };
    },
    offsetOfBytes(line, byteColumn) {
      return (lineStarts[line - 1] ?? code.length) + unitsOfBytes(lineText(line), byteColumn);
    },
  };
}

function startsOfLines(code: string): number[] {
  const starts = [0];
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineIndexOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function unitsOfBytes(line: string, bytes: number): number {
  let seen = 0;
  let units = 0;
  for (const character of line) {
    if (seen >= bytes) break;
    seen += Buffer.byteLength(character);
    units += character.length;
  }
  return units;
}
