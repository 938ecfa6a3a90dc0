import { defaultPolicy } from '@dtr/contracts';
import { readCorpus, type Sample } from './testing/read-corpus.ts';
import { validate } from './validate.ts';

const cases = (file: string) =>
  readCorpus(file).map((sample) => [`${sample.language}: ${sample.title}`, sample] as const);

/** The rejecting rules that a tool breaks, as `line rule`. */
async function broken({ language, code }: Sample, entryPoint?: string): Promise<string[]> {
  const request = { language, code, policy: defaultPolicy, ...(entryPoint ? { entryPoint } : {}) };
  const { violations } = await validate(request);
  const rejecting = violations.filter(({ action }) => action === 'reject');
  return [...new Set(rejecting.map(({ line, rule }) => `${line} ${rule}`))].sort();
}

describe('hostile tools', () => {
  it.each([...cases('hostile-python.txt'), ...cases('hostile-script.txt')])('%s', async (_title, sample) => {
    expect(sample.expected).not.toEqual([]);

    expect(await broken(sample, 'handler')).toEqual(sample.expected);
  });
});

describe('good tools', () => {
  it.each([...cases('good-python.txt'), ...cases('good-script.txt')])('%s', async (_title, sample) => {
    expect(await broken(sample)).toEqual([]);
  });
});
