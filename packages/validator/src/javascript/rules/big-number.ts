import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { accumulatedBits } from '../resources/accumulations.ts';
import { costlyValues } from '../resources/costly-values.ts';
import type { Value } from '../resources/values.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const bigNumber: ScriptRule = {
  id: 'javascript.big-number',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['JS-RES-2'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(base) {
  return (BigInt(base) ** (10n ** 9n)).toString(); // <- javascript.big-number
}`,
      good: `export function handler(base) {
  return (BigInt(base) ** 9n).toString();
}`,
    },
  ],
  summary:
    'A BigInt of millions of digits takes minutes to compute and to print; the exponent or shift says so beforehand.',
  suggestion: 'Reduce by a modulus at every step, or bound the exponent with a check on the input.',
  *check(context): Generator<Finding> {
    const { numberBits } = context.policy.limits;
    const bits = (value: Value) => (value.kind === 'bigint' ? value.bits : undefined);
    for (const { node, size } of costlyValues(context, bits, numberBits))
      yield {
        span: spanOf(node),
        message: `This BigInt has at least ${inWords(Math.floor(size.atLeast))} bits; the policy allows ${inWords(numberBits)}.`,
      };
    for (const { node, size } of accumulatedBits(context, numberBits))
      yield {
        span: spanOf(node),
        message: `The loop makes this BigInt at least ${inWords(Math.floor(size.atLeast))} bits long; the policy allows ${inWords(numberBits)}.`,
      };
  },
};

const inWords = (count: number) => (count > 1e15 ? 'a quadrillion' : count.toLocaleString('en'));
