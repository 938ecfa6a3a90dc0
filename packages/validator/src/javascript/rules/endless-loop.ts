import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { type Endlessness, endlessness } from '../resources/endless-loops.ts';
import { headOf } from '../resources/loops.ts';
import type { ScriptRule } from '../script-context.ts';

const reasons: Readonly<Record<Endlessness, string>> = {
  'always-true': 'The test is always true, and no reachable statement in it leaves the loop.',
  'never-changes': 'Nothing in the loop changes what its test looks at, and no reachable statement leaves it.',
  'moves-away': 'Every turn leaves the test as true as it was, and no reachable statement leaves the loop.',
  'only-waits': 'The loop does nothing but look at the clock: no timer and nobody else runs meanwhile.',
  'skips-its-end': 'The counter steps over the value that would end the loop.',
};

export const endlessLoop: ScriptRule = {
  id: 'javascript.endless-loop',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(until) {
  let frame = 0;
  while (true) { // <- javascript.endless-loop
    frame += 1;
    if (frame > until) frame = 0;
  }
}`,
      good: `export function handler(until) {
  let frame = 0;
  while (true) {
    frame += 1;
    if (frame > until) return frame;
  }
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(queue) {
  let done = 0;
  while (queue.length > 0) { // <- javascript.endless-loop
    queue.push(queue.shift());
    done += 1;
  }
  return done;
}`,
      good: `export function handler(queue) {
  let done = 0;
  while (queue.length > 0) {
    queue.shift();
    done += 1;
  }
  return done;
}`,
    },
  ],
  summary: 'A loop that nothing ends keeps the interpreter busy until the time limit ends the tool.',
  suggestion: 'Change what the test looks at in every turn, or leave the loop with break or return under a bound.',
  *check(context): Generator<Finding> {
    for (const loop of context.tree.nodesOf('WhileStatement', 'DoWhileStatement', 'ForStatement')) {
      const reason = endlessness(loop, context);
      if (reason) yield { span: headOf(loop), message: reasons[reason] };
    }
  },
};
