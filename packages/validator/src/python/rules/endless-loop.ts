import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf } from '../resources/findings.ts';

export const endlessLoop: PythonRule = {
  id: 'python.endless-loop',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['PY-RES-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler(text: str) -> str:
    attempts = 0
    while attempts >= 0:  # <- python.endless-loop
        attempts += 1
    return text`,
      good: `def handler(text: str) -> str:
    attempts = 0
    while attempts < 3:
        attempts += 1
    return text`,
    },
    {
      language: 'python',
      bad: `def handler(items: list) -> list:
    queue, done = list(items), []
    while queue:  # <- python.endless-loop
        item = queue.pop(0)
        done.append(item)
        queue.append(item)
    return done`,
      good: `def handler(items: list) -> list:
    queue, done = list(items), []
    while queue:
        item = queue.pop(0)
        done.append(item)
        queue.extend(item.get("children", []))
    return done`,
    },
  ],
  summary:
    'A while loop whose condition can never become false, and that no break, return or exception leaves, runs until the sandbox stops it.',
  suggestion:
    'Let the body change what the condition tests, or add a break that is reached; bound the number of turns.',
  *check(context): Generator<Finding> {
    yield* findingsOf(
      context,
      ['endless-loop'],
      () => 'Nothing in this loop ever ends it: no turn makes its condition false, and no way out is reached.',
    );
  },
};
