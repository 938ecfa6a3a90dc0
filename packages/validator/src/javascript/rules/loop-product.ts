import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { longNests } from '../resources/long-nests.ts';
import { headOf } from '../resources/loops.ts';
import type { ScriptRule } from '../script-context.ts';

export const loopProduct: ScriptRule = {
  id: 'javascript.loop-product',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `const SIDE = 20_000;
export function handler(seed) {
  let sum = seed;
  for (let x = 0; x < SIDE; x++) { // <- javascript.loop-product
    for (let y = 0; y < SIDE; y++) sum = (sum * 31 + x * y) % 65_537;
  }
  return sum;
}`,
      good: `const SIDE = 200;
export function handler(seed) {
  let sum = seed;
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) sum = (sum * 31 + x * y) % 65_537;
  }
  return sum;
}`,
    },
  ],
  summary: 'Loops over constants whose turns multiply to more than the policy allows cannot end in time.',
  suggestion: 'Compute the result by a formula, or loop over the input instead of over every possibility.',
  *check(context): Generator<Finding> {
    const { loopSteps } = context.policy.limits;
    for (const { node, turns } of longNests(context, loopSteps))
      yield {
        span: headOf(node),
        message: `The body of this nest runs at least ${inWords(turns)} times; the policy allows ${inWords(loopSteps)}.`,
      };
  },
};

const inWords = (count: number) => (count > 1e15 ? 'a quadrillion' : Math.floor(count).toLocaleString('en'));
