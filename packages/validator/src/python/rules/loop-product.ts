import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf, inWords } from '../resources/findings.ts';

export const loopProduct: PythonRule = {
  id: 'python.loop-product',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 407,
  threats: ['PY-RES-5', 'PY-RES-3'],
  examples: [
    {
      language: 'python',
      bad: `def handler(limit: int) -> int:
    found = 0
    for a in range(10_000):
        for b in range(10_000):  # <- python.loop-product
            found += a * b < limit
    return found`,
      good: `def handler(limit: int) -> int:
    found = 0
    for a in range(1_000):
        for b in range(1_000):
            found += a * b < limit
    return found`,
    },
    {
      language: 'python',
      bad: `import hashlib

def handler(password: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 10 ** 10).hex()  # <- python.loop-product`,
      good: `import hashlib

def handler(password: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 600_000).hex()`,
    },
  ],
  summary:
    'Loops of constant length, one inside the other or one alone, that turn more often than a tool has time for.',
  suggestion:
    'Shrink the ranges, leave the loop when the answer is found, or compute the answer without trying everything.',
  *check(context): Generator<Finding> {
    yield* findingsOf(
      context,
      ['steps', 'work'],
      ({ amount, what }) => `This ${what} takes at least ${inWords(amount)} turns.`,
    );
  },
};
