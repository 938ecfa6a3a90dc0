import { aRequest } from './testing/a-request.ts';
import { readSamples } from './testing/read-corpus.ts';
import { validate } from './validate.ts';

/** Each sample ends in a line `---` and, below it, what the signature has to come to. */
const cases = ['python', 'typescript', 'javascript'].flatMap((language) =>
  readSamples(`signatures-${language}.txt`).map((sample) => {
    const [code = '', golden = ''] = sample.code.split(/^---\n/m);
    return [`${language}: ${sample.title}`, { ...sample, code, golden: JSON.parse(golden) }] as const;
  }),
);

describe('inferred signatures', () => {
  it('covers at least sixty', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('%s', async (_title, { language, code, golden }) => {
    const { calling, parameterNames, inferred } = await validate(aRequest(language, code, { entryPoint: 'handler' }));

    expect({ calling, names: parameterNames, ...inferred }).toEqual(golden);
  });
});
