import { aToolRecord } from '@dtr/core/testing';
import { toHeadItem, toRecord, toVersionItem } from './tool-items.ts';

describe('tool items', () => {
  it('carry no index keys when the tool is deleted, and no shared ones when it is private', async () => {
    const record = await aToolRecord();

    expect(toHeadItem(record)).not.toHaveProperty('gsi2pk');
    expect(toHeadItem({ ...record, visibility: 'shared' })).toHaveProperty('gsi2pk');
    const deleted = toHeadItem({ ...record, visibility: 'shared', status: 'deleted' });
    expect(Object.keys(deleted).filter((name) => name.startsWith('gsi'))).toEqual([]);
  });

  it('keep examples out of the summary, which is all that lists read', async () => {
    const record = await aToolRecord({ examples: [{ input: { text: 'large' } }] });

    expect(toHeadItem(record).summary).not.toContain('large');
    expect(toVersionItem(record).summary).not.toContain('large');
    expect(toRecord(toHeadItem(record))).toEqual(record);
  });

  it('refuse a record that does not fit into an item, as a fault of the draft', async () => {
    const record = await aToolRecord({ examples: [{ input: 'x'.repeat(400_000) }] });

    expect(() => toHeadItem(record)).toThrow(expect.objectContaining({ code: 'request.too_large' }));
  });

  it('sort versions as numbers', async () => {
    const record = await aToolRecord();
    const keys = [9, 10, 100, 2].map((version) => toVersionItem({ ...record, version }).sk);

    expect([...keys].sort()).toEqual([keys[3], keys[0], keys[1], keys[2]]);
  });
});
