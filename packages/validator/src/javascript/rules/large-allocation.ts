import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { accumulatedBytes } from '../resources/accumulations.ts';
import { costlyValues } from '../resources/costly-values.ts';
import { bytesOf, type Value } from '../resources/values.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const largeAllocation: ScriptRule = {
  id: 'javascript.large-allocation',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 789,
  threats: ['JS-RES-2'],
  examples: [
    {
      language: 'javascript',
      bad: `const WIDTH = 2 ** 28;
export function handler(title) {
  return title.padEnd(WIDTH); // <- javascript.large-allocation
}`,
      good: `const WIDTH = 2 ** 8;
export function handler(title) {
  return title.padEnd(WIDTH);
}`,
    },
    {
      language: 'typescript',
      bad: `export function handler(cells: number[]): number {
  const grid = Array.from({ length: 40_000 }, () => new Float64Array(40_000)); // <- javascript.large-allocation
  for (const cell of cells) grid[cell][cell] = 1;
  return grid.length;
}`,
      good: `export function handler(cells: number[]): number {
  const grid = new Map<number, number>();
  for (const cell of cells) grid.set(cell, 1);
  return grid.size;
}`,
    },
  ],
  summary: 'One value that is certain to be larger than the policy allows ends the tool before it does its work.',
  suggestion: 'Make the value as large as the input needs, and hold that below a bound with Math.min.',
  *check(context): Generator<Finding> {
    const { allocationBytes } = context.policy.limits;
    const isNumber = new Set(['number', 'bigint']);
    const measure = (value: Value) => (isNumber.has(value.kind) ? undefined : bytesOf(value));
    for (const { node, size } of costlyValues(context, measure, allocationBytes))
      yield {
        span: spanOf(node),
        message: `This value takes at least ${inWords(size.atLeast)}; the policy allows ${inWords(allocationBytes)}.`,
      };
    for (const { node, size } of accumulatedBytes(context, allocationBytes))
      yield {
        span: spanOf(node),
        message: `The loop adds up to at least ${inWords(size.atLeast)} here; the policy allows ${inWords(allocationBytes)}.`,
      };
  },
};

function inWords(bytes: number): string {
  if (bytes > 1e18) return 'more bytes than any machine has';
  return bytes >= 2 ** 20 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${bytes} bytes`;
}
