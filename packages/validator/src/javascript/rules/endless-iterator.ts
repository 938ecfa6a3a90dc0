import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { endlessConsumers } from '../resources/endless-iterables.ts';
import { headOf } from '../resources/loops.ts';
import type { ScriptRule } from '../script-context.ts';

export const endlessIterator: ScriptRule = {
  id: 'javascript.endless-iterator',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `function* naturals() {
  for (let n = 0; ; n++) yield n;
}
export function handler(count) {
  return [...naturals()].slice(0, count); // <- javascript.endless-iterator
}`,
      good: `function* naturals() {
  for (let n = 0; ; n++) yield n;
}
export function handler(count) {
  const found = [];
  for (const n of naturals()) {
    if (n >= count) break;
    found.push(n);
  }
  return found;
}`,
    },
  ],
  summary: 'Spreading, collecting or looping over an iterator that never ends takes all memory, or all time.',
  suggestion: 'Take a bounded part: break out of a for...of, or use .take(n) before collecting.',
  *check(context): Generator<Finding> {
    for (const node of endlessConsumers(context))
      yield {
        span: headOf(node),
        message: 'Everything is taken from an iterator that never ends.',
      };
  },
};
