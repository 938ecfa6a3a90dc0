import { createRecentEntries } from './recent-entries.ts';

describe('createRecentEntries', () => {
  it('forgets the entry that was used longest ago', () => {
    const entries = createRecentEntries<string, number>(2);
    entries.put('a', 1);
    entries.put('b', 2);
    entries.find('a');

    entries.put('c', 3);

    expect(entries.find('b')).toBeUndefined();
    expect([entries.find('a'), entries.find('c')]).toEqual([1, 3]);
  });

  it('counts an entry that is put again once', () => {
    const entries = createRecentEntries<string, number>(2);
    entries.put('a', 1);
    entries.put('a', 2);
    entries.put('b', 3);

    expect([entries.find('a'), entries.find('b')]).toEqual([2, 3]);
  });
});
