import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { growingLoops } from '../resources/growing-collections.ts';
import { backAndForth } from '../resources/two-way-links.ts';

export const growingIteratee: PythonRule = {
  id: 'python.growing-iteratee',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['PY-RES-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler(names: list) -> list:
    for name in names:  # <- python.growing-iteratee
        names.append(name.lower())
    return names`,
      good: `def handler(names: list) -> list:
    for name in list(names):
        names.append(name.lower())
    return names`,
    },
  ],
  summary: 'A loop over a collection to which each of its turns adds never reaches the end of it.',
  suggestion:
    'Iterate over a copy (`for item in list(items)`), collect into another list, or add only what is not in it yet.',
  *check(context): Generator<Finding> {
    for (const node of growingLoops(context))
      yield { span: context.spanOf(node), message: 'Every turn of this loop adds to the collection it runs over.' };
    for (const node of backAndForth(context))
      yield {
        span: context.spanOf(node),
        message: 'Links lead both ways and nothing keeps out what was there before, so this loop goes back and forth.',
      };
  },
};
