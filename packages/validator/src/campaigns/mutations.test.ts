import { defaultPolicy } from '@dtr/contracts';
import { campaignSize } from '@dtr/core/testing';
import fc from 'fast-check';
import { applied, type Mutation, type MutationKind } from '../testing/mutations/mutation.ts';
import { pythonMutations } from '../testing/mutations/python-mutations.ts';
import { scriptMutations } from '../testing/mutations/script-mutations.ts';
import { readCorpus, type Sample } from '../testing/read-corpus.ts';
import { validate } from '../validate.ts';

const { seed, rounds, patienceMs } = campaignSize(process.env);
const mutantsPerTool = rounds(10);
const mostSteps = 4;

/** Tools that parse: the others are refused for their text, which a mutation cannot keep. */
const hostile = readCorpus('hostile').filter(
  ({ expected }) => !expected.every((mark) => /\d (?:syntax|text)\./.test(mark)),
);

function mutationsOf(language: Sample['language'], code: string): readonly Mutation[] {
  return language === 'python' ? pythonMutations(code) : scriptMutations(code, language);
}

interface Mutant {
  readonly code: string;
  readonly steps: readonly MutationKind[];
}

/** Takes some steps, each chosen from all that are possible by then. */
function mutate({ language, code }: Sample, choices: readonly number[]): Mutant {
  let mutant: Mutant = { code, steps: [] };
  for (const choice of choices) {
    const possible = mutationsOf(language, mutant.code);
    const mutation = possible[choice % Math.max(1, possible.length)];
    if (mutation) mutant = { code: applied(mutant.code, mutation), steps: [...mutant.steps, mutation.kind] };
  }
  return mutant;
}

describe(`hostile tools written otherwise (seed ${seed})`, () => {
  it(
    'are still refused, and never for their syntax',
    async () => {
      const choices = fc.sample(fc.array(fc.nat(), { minLength: 1, maxLength: mostSteps }), {
        seed,
        numRuns: mutantsPerTool * hostile.length,
      });
      const escaped: string[] = [];
      const broken: string[] = [];
      for (const [index, picks] of choices.entries()) {
        const sample = hostile[index % hostile.length] as Sample;
        const { code, steps } = mutate(sample, picks);
        const { violations } = await validate({ language: sample.language, code, policy: defaultPolicy });
        const rejecting = violations.filter(
          ({ action, category }) => action === 'reject' && category !== 'entry-point',
        );
        const report = `${sample.language} ${sample.title} (${steps.join(', ')})\n${code}`;
        if (rejecting.length === 0) escaped.push(report);
        if (rejecting.some(({ rule }) => rule === 'syntax.error')) broken.push(report);
      }
      process.stderr.write(`campaign mutations: ${choices.length} mutants, ${escaped.length} escaped, seed ${seed}\n`);

      expect(broken).toEqual([]);
      expect(escaped.length / choices.length <= 0.02 ? [] : escaped).toEqual([]);
    },
    patienceMs,
  );
});
