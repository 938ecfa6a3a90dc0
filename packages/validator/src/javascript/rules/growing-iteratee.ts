import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { growingLoops } from '../resources/growing-lists.ts';
import { headOf } from '../resources/loops.ts';
import type { ScriptRule } from '../script-context.ts';

export const growingIteratee: ScriptRule = {
  id: 'javascript.growing-iteratee',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(names) {
  for (const name of names) names.push(name.toUpperCase()); // <- javascript.growing-iteratee
  return names;
}`,
      good: `export function handler(names) {
  for (const name of [...names]) names.push(name.toUpperCase());
  return names;
}`,
    },
  ],
  summary: 'A loop over a list, Set or Map that gets a new member in every turn never reaches its end.',
  suggestion: 'Loop over a copy, collect the new members apart, or add only what was not seen before.',
  *check(context): Generator<Finding> {
    for (const loop of growingLoops(context))
      yield {
        span: headOf(loop),
        message: 'Every turn adds to what this loop runs over.',
      };
  },
};
