import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf, inBytes } from '../resources/findings.ts';

export const largeAllocation: PythonRule = {
  id: 'python.large-allocation',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 789,
  threats: ['PY-RES-4'],
  examples: [
    {
      language: 'python',
      bad: `WIDTH = 10 ** 10

def handler(text: str) -> str:
    return text.center(WIDTH)  # <- python.large-allocation`,
      good: `WIDTH = 100

def handler(text: str) -> str:
    return text.center(WIDTH)`,
    },
    {
      language: 'python',
      bad: `def handler(text: str) -> str:
    parts = ["-"]
    for _ in range(40):
        parts = parts + parts  # <- python.large-allocation
    return text.join(parts)`,
      good: `def handler(text: str) -> str:
    parts = ["-"]
    for _ in range(4):
        parts = parts + parts
    return text.join(parts)`,
    },
  ],
  summary:
    'A repetition, range, buffer, padding or format width of constant size that takes more memory than a tool has, at once or doubled turn by turn.',
  suggestion: 'Make the size a small constant, or iterate with a generator instead of holding everything.',
  *check(context): Generator<Finding> {
    yield* findingsOf(context, ['allocation'], ({ amount, what }) => `This ${what} takes at least ${inBytes(amount)}.`);
  },
};
