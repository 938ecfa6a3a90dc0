import { lazily } from './lazy.ts';

describe('lazily', () => {
  it('loads once for all who ask', async () => {
    let loads = 0;
    const load = lazily(async () => {
      loads += 1;
      return loads;
    });

    expect(loads).toBe(0);
    expect(await Promise.all([load(), load()])).toEqual([1, 1]);
    expect(await load()).toBe(1);
  });

  it('tries again after a failure', async () => {
    let isBroken = true;
    const load = lazily(async () => {
      if (isBroken) throw new Error('broken');
      return 'loaded';
    });
    await expect(load()).rejects.toThrow('broken');
    isBroken = false;

    expect(await load()).toBe('loaded');
  });
});
