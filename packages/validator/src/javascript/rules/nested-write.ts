import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { descentOf, variablesBehind } from '../pollution/descents.ts';
import { dynamicWrites } from '../pollution/dynamic-writes.ts';
import { isGuardedWrite } from '../pollution/write-guards.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const nestedWrite: ScriptRule = {
  id: 'javascript.nested-write',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'tampering',
  cwe: 1321,
  threats: ['JS-PP-2'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(target, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let node = target;
  for (const key of keys) node = node[key] ??= {}; // <- javascript.nested-write
  node[last] = value; // <- javascript.nested-write
  return target;
}`,
      good: `export function handler(target, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let node = target;
  for (const key of keys) {
    if (!Object.hasOwn(node, key)) node[key] = {};
    node = node[key];
  }
  if (last !== '__proto__') node[last] = value;
  return target;
}`,
    },
    {
      language: 'javascript',
      bad: `function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key]; // <- javascript.nested-write
  }
  return target;
}
export const handler = (base, changes) => merge(base, changes);`,
      good: `const refused = new Set(['__proto__', 'constructor', 'prototype']);
function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (refused.has(key)) continue;
    if (typeof source[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key];
  }
  return target;
}
export const handler = (base, changes) => merge(base, changes);`,
    },
  ],
  summary:
    'A merge or path walk that takes its keys from input steps through `__proto__` into the prototype that all objects share, and writes there.',
  suggestion:
    'Refuse the keys `__proto__`, `constructor` and `prototype`, step only where Object.hasOwn(node, key), or build on Map or Object.create(null).',
  *check(context): Generator<Finding> {
    const writes = [...dynamicWrites(context)].flatMap((write) => {
      const found = variablesBehind(write.object, context)
        .flatMap((variable) => {
          const descent = descentOf(variable, context);
          return descent ? [{ variable, descent }] : [];
        })
        .slice(0, isGuardedWrite(write, context) ? 0 : 1);
      return found.map((where) => ({ ...write, ...where }));
    });
    const carrying = new Set(writes.flatMap(({ isFresh, variable }) => (isFresh ? [] : [variable])));
    for (const { node, variable, descent, isReflective } of writes) {
      if (!carrying.has(variable)) continue;
      const step = textOf(descent, context);
      const message = `Keys from input lead to where \`${variable.name}\` is written, through \`__proto__\` too.`;
      yield { span: spanOf(node), message, path: `\`${variable.name}\` comes from \`${step}\`` };
      if (isReflective)
        yield { span: spanOf(descent), message: `\`${step}\` steps through any key, \`__proto__\` too.` };
    }
  },
};

const textOf = (node: { readonly range: readonly [number, number] }, { source }: ScriptContext) =>
  source.code
    .slice(...node.range)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 60);
