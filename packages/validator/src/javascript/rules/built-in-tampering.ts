import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';
import { isBuiltIn } from '../values/value-kinds.ts';
import { isReplaced, writtenObjects } from '../writes.ts';

export const builtInTampering: ScriptRule = {
  id: 'javascript.built-in-tampering',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'tampering',
  cwe: 471,
  threats: ['JS-TMP-1', 'JS-PP-1'],
  examples: [
    {
      language: 'javascript',
      bad: `JSON.parse = (text) => ({ text }); // <- javascript.built-in-tampering
export function handler(text) {
  return JSON.parse(text);
}`,
      good: `const parse = (text) => ({ text });
export function handler(text) {
  return parse(text);
}`,
    },
    {
      language: 'javascript',
      bad: `const lists = Array;
export function handler(items) {
  Object.assign(lists, { last: (list) => list.at(-1) }); // <- javascript.built-in-tampering
  return lists.last(items);
}`,
      good: `const lists = { last: (list) => list.at(-1) };
export function handler(items) {
  return lists.last(items);
}`,
    },
  ],
  summary: 'Writing to a built-in such as JSON or Math, by whatever name, changes it for everything that runs later.',
  suggestion: 'Write a function of your own and call that.',
  *check(context): Generator<Finding> {
    for (const { target, object } of writtenObjects(context)) {
      const path = context.pathsOf(object).find(({ root }) => isBuiltIn(root, context));
      if (!path || !isBuiltIn(path.root, context)) continue;
      const name = [path.root.name, ...path.keys.map((key) => key ?? '[…]')].join('.');
      const written = context.source.code.slice(...object.range);
      const known = written === name ? {} : { path: `\`${written}\` = \`${name}\`` };
      yield { span: spanOf(target), message: `The built-in ${name} is changed.`, ...known };
    }
    for (const node of context.scopes.free)
      if (context.globals.has(node.name) && isReplaced(node, context))
        yield { span: spanOf(node), message: `The built-in ${node.name} is replaced.` };
  },
};
