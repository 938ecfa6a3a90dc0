import { stripVTControlCharacters } from 'node:util';

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** Lays rows out under headings, two spaces apart. Colour codes take no room. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [columns.map(({ heading }) => heading), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => shownLength(line[index] ?? ''))));
  const toLine = (cells: readonly string[]) =>
    columns
      .map(({ align = 'left' }, index) => padded(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const [head = [], ...body] = lines;
  return [toLine(head), rule, ...body.map(toLine)];
}

/** Fills up with spaces to a width in characters; longer text stays whole. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const room = ' '.repeat(Math.max(0, width - shownLength(text)));
  return align === 'left' ? text + room : room + text;
}

const shownLength = (text: string) => [...stripVTControlCharacters(text)].length;
