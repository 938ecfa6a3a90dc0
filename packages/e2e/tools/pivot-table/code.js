/**
 * @typedef {Object} Pivot
 * @property {string[]} columns - Column headings, sorted.
 * @property {Object[]} rows - One object per row heading, with its cells and their total.
 */

const reducers = new Map([
  ['sum', (values) => values.reduce((total, value) => total + value, 0)],
  ['count', (values) => values.length],
  ['mean', (values) => values.reduce((total, value) => total + value, 0) / values.length],
  ['max', (values) => Math.max(...values)],
]);

const rounded = (value) => Math.round(value * 1e9) / 1e9;

/**
 * Builds a pivot table: rows by one field, columns by another, cells from the values that meet there.
 * @param {Object[]} records - The records to summarise.
 * @param {string} row - Field whose values become rows.
 * @param {string} column - Field whose values become columns.
 * @param {string} value - Field whose numbers go into the cells.
 * @param {'sum'|'count'|'mean'|'max'} [aggregate=sum] - How the numbers of one cell are joined.
 * @returns {Pivot} The table; a cell without records is null.
 */
export default function pivotTable(records, row, column, value, aggregate = 'sum') {
  const reduce = reducers.get(aggregate);
  if (!reduce) throw new TypeError(`aggregate is one of ${[...reducers.keys()].join(', ')}`);
  const cells = new Map();
  for (const record of records) {
    const number = record[value];
    if (typeof number !== 'number') throw new TypeError(`${value} must be a number in every record`);
    const cellsOfRow = cells.get(String(record[row])) ?? new Map();
    cells.set(String(record[row]), cellsOfRow);
    cellsOfRow.set(String(record[column]), [...(cellsOfRow.get(String(record[column])) ?? []), number]);
  }
  const columns = [...new Set(records.map((record) => String(record[column])))].sort();
  const cell = (values) => (values ? rounded(reduce(values)) : null);
  const rows = [...cells].map(([heading, cellsOfRow]) => ({
    [row]: heading,
    ...Object.fromEntries(columns.map((name) => [name, cell(cellsOfRow.get(name))])),
    total: cell([...cellsOfRow.values()].flat()),
  }));
  return { columns, rows };
}
