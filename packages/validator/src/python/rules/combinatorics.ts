import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf, inWords } from '../resources/findings.ts';

export const combinatorics: PythonRule = {
  id: 'python.combinatorics',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 407,
  threats: ['PY-RES-5'],
  examples: [
    {
      language: 'python',
      bad: `from itertools import permutations

def handler(weights: list) -> int:
    return min(sum(w * i for w, i in zip(weights, order)) for order in permutations(range(15)))  # <- python.combinatorics`,
      good: `from itertools import permutations

def handler(weights: list) -> int:
    return min(sum(w * i for w, i in zip(weights, order)) for order in permutations(range(5)))`,
    },
  ],
  summary:
    'itertools.product, permutations and combinations of constant pools that have more results than can ever be tried.',
  suggestion:
    'Choose from smaller pools, take the first ones with itertools.islice, or use an algorithm that builds the best choice step by step.',
  *check(context): Generator<Finding> {
    yield* findingsOf(context, ['combinatorics'], ({ amount }) => `There are ${inWords(amount)} of these to try.`);
  },
};
