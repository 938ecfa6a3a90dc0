import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf } from '../resources/findings.ts';

export const endlessIterator: PythonRule = {
  id: 'python.endless-iterator',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['PY-RES-1'],
  examples: [
    {
      language: 'python',
      bad: `from itertools import count

def handler(limit: int) -> list:
    return sorted(n * n for n in count(1) if n * n < limit)  # <- python.endless-iterator`,
      good: `from itertools import count, takewhile

def handler(limit: int) -> list:
    return sorted(takewhile(lambda square: square < limit, (n * n for n in count(1))))`,
    },
  ],
  summary:
    'An iterator without end (itertools.count, cycle, repeat, iter with a sentinel that never comes, a generator around `while True`) is consumed whole, which never finishes.',
  suggestion:
    'Bound it first: itertools.islice(iterator, n), itertools.takewhile(test, iterator), zip with something finite, or a for loop with a break.',
  *check(context): Generator<Finding> {
    yield* findingsOf(context, ['endless-iterator'], () => 'This takes every element of an iterator that never ends.');
  },
};
