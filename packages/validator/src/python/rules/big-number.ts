import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { findingsOf, inWords } from '../resources/findings.ts';
import { powerTowers } from '../resources/power-towers.ts';

export const bigNumber: PythonRule = {
  id: 'python.big-number',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['PY-RES-3'],
  examples: [
    {
      language: 'python',
      bad: `def handler(x: int) -> int:
    scale = 10 ** 9
    return 9 ** scale % x  # <- python.big-number`,
      good: `def handler(x: int) -> int:
    scale = 10 ** 9
    return pow(9, scale, x)`,
    },
    {
      language: 'python',
      bad: `from decimal import Decimal, getcontext

def handler(x: str) -> str:
    getcontext().prec = 10 ** 9  # <- python.big-number
    return str(Decimal(1) / Decimal(x))`,
      good: `from decimal import Decimal, getcontext

def handler(x: str) -> str:
    getcontext().prec = 100
    return str(Decimal(1) / Decimal(x))`,
    },
  ],
  summary:
    'Whole numbers of Python have no largest value: a power, shift, factorial or precision that is large enough keeps the processor busy for hours and fills the memory.',
  suggestion: 'Use pow(base, exponent, modulus), math.log or math.lgamma, or check the size of the exponent first.',
  *check(context): Generator<Finding> {
    yield* findingsOf(context, ['number', 'precision'], ({ kind, amount }) =>
      kind === 'precision'
        ? `Computing with ${inWords(amount)} digits takes longer than any time limit.`
        : `This number has at least ${inWords(amount)} bits.`,
    );
    for (const node of powerTowers(context))
      yield {
        span: context.spanOf(node),
        message: 'A power as the exponent of a power: ordinary input makes this number too large to compute.',
      };
  },
};
