import { PassThrough } from 'node:stream';
import { createPaint } from './paint.ts';
import { median, quantile } from './statistics.ts';
import { textTable } from './text-table.ts';

describe('reports', () => {
  it('take the middle of an even number of values, and the nearest rank for quantiles', () => {
    expect(median([9, 1, 5, 3])).toBe(4);
    expect(median([9, 1, 5])).toBe(5);
    expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  });

  it('line up columns, whatever colour codes the cells hold', () => {
    const lines = textTable(
      [{ heading: 'what' }, { heading: 'ms', align: 'right' }],
      [
        ['\u001b[32mok\u001b[39m', '7'],
        ['longer', '1234'],
      ],
    );

    expect(lines).toEqual(['what      ms', '──────  ────', '\u001b[32mok\u001b[39m         7', 'longer  1234']);
  });

  it('use no colour where nobody looks', () => {
    const paint = createPaint(new PassThrough() as unknown as NodeJS.WriteStream);

    expect(paint.good('plain')).toBe('plain');
  });
});
