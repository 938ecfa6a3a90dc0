type Cell = string | number | boolean | null;
type Alignment = 'left' | 'right';

const shown = (cell: Cell | undefined): string =>
  String(cell ?? '')
    .replace(/\|/g, '\\|')
    .replace(/\r?\n/g, '<br>');

/** Characters as people count them; wide ones (East Asian, emoji) take two columns. */
const width = (text: string): number =>
  [...text.normalize('NFC')].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    const wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xffdc && code < 0xfb00) || code >= 0x1f300;
    return sum + (wide ? 2 : 1);
  }, 0);

/**
 * Renders records as a Markdown table whose columns line up; columns of numbers stand to the right.
 * @param records The rows; keys become headings in order of appearance.
 * @param columns Which keys to show, when not all.
 */
export function markdownTable(records: Record<string, Cell>[], columns?: string[]): string {
  const headings = columns ?? [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (headings.length === 0) return '';
  const alignments = headings.map((heading): Alignment => {
    const cells = records.map((record) => record[heading] ?? null).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every((cell) => typeof cell === 'number') ? 'right' : 'left';
  });
  const rows = [headings.map(shown), ...records.map((record) => headings.map((heading) => shown(record[heading])))];
  const widths = headings.map((_, column) => Math.max(3, ...rows.map((row) => width(row[column] ?? ''))));
  const line = (cells: string[]) =>
    `| ${cells
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - width(cell));
        return alignments[column] === 'right' ? padding + cell : cell + padding;
      })
      .join(' | ')} |`;
  const rule = widths.map((size, column) => (alignments[column] === 'right' ? `${'-'.repeat(size - 1)}:` : '-'.repeat(size)));
  const [head = [], ...body] = rows;
  return [head, rule, ...body].map(line).join('\n');
}
