import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const blocking: ScriptRule = {
  id: 'javascript.blocking',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['JS-RES-3'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms); // <- javascript.blocking
  return ms;
}`,
      good: `export async function handler(ms) {
  await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 100)));
  return ms;
}`,
    },
  ],
  summary: 'Atomics.wait on shared memory stops the interpreter until somebody wakes it, and nobody does.',
  suggestion: 'Use an ArrayBuffer with ordinary typed arrays; to wait, await a promise with a timer.',
  check: (context) => globalUses(context, 'blocking', 'shares memory and blocks the interpreter'),
};
