import { defaultPolicy } from '@dtr/contracts';
import { readCorpus, type Sample } from './testing/read-corpus.ts';
import { validate } from './validate.ts';

const cases = (folder: 'hostile' | 'good') =>
  readCorpus(folder).map((sample) => [`${sample.language}: ${sample.title}`, sample] as const);

/** The rejecting rules that a tool breaks, as `line rule`; those about the entry point tell nothing of hostility. */
async function broken({ language, code }: Sample): Promise<string[]> {
  const { violations } = await validate({ language, code, policy: defaultPolicy });
  const rejecting = violations.filter(({ action, category }) => action === 'reject' && category !== 'entry-point');
  return [...new Set(rejecting.map(({ line, rule }) => `${line} ${rule}`))].sort();
}

describe('hostile tools', () => {
  it.each(cases('hostile'))('%s', async (_title, sample) => {
    expect(sample.expected).not.toEqual([]);

    expect(await broken(sample)).toEqual(sample.expected);
  });
});

describe('good tools', () => {
  it.each(cases('good'))('%s', async (_title, { language, code }) => {
    const { violations, verdict } = await validate({ language, code, policy: defaultPolicy });

    expect(violations.filter(({ action }) => action === 'reject')).toEqual([]);
    expect(verdict).toBe('accepted');
  });
});
