import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { endlessCycles } from '../resources/endless-calls.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const endlessChain: ScriptRule = {
  id: 'javascript.endless-chain',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 835,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(tasks) {
  const pump = (index) => {
    tasks[index % tasks.length] += 1;
    queueMicrotask(() => pump(index + 1)); // <- javascript.endless-chain
  };
  pump(0);
  return tasks;
}`,
      good: `export function handler(tasks) {
  const pump = (index) => {
    if (index >= tasks.length) return;
    tasks[index] += 1;
    queueMicrotask(() => pump(index + 1));
  };
  pump(0);
  return tasks;
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(ms) {
  let ticks = 0;
  setInterval(() => (ticks += 1), ms); // <- javascript.endless-chain
  return ticks;
}`,
      good: `export function handler(ms) {
  return new Promise((resolve) => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks < 3) return;
      clearInterval(timer);
      resolve(ticks);
    }, ms);
  });
}`,
    },
  ],
  summary:
    'A timer, promise or microtask that starts itself again without a condition keeps the interpreter from ever coming to rest.',
  suggestion: 'Count the rounds and stop at a bound, or return before the next one is started.',
  *check(context): Generator<Finding> {
    for (const { node, isLater } of endlessCycles(context))
      if (isLater)
        yield { span: spanOf(node), message: 'What is started here starts itself again, on every way through.' };
    const { free } = context.scopes;
    if (free.some(({ name }) => name === 'clearInterval' || name === 'clearTimeout')) return;
    for (const node of free) {
      const call = context.tree.parentOf(node);
      if (node.name === 'setInterval' && call?.type === 'CallExpression' && call.callee === node)
        yield { span: spanOf(call), message: 'This interval is never cleared.' };
    }
  },
};
