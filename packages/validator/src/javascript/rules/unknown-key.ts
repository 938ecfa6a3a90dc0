import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';
import { isUnknownMember } from '../values/unknown-key.ts';
import { mayBeFunction, mayBePrototype, methodsOf } from '../values/value-kinds.ts';
import { isWritten } from '../writes.ts';

export const unknownKey: ScriptRule = {
  id: 'javascript.unknown-key',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-OBF-1', 'JS-DYN-3', 'JS-DYN-4'],
  examples: [
    {
      language: 'javascript',
      bad: `const trim = (text) => text.trim();
export function handler(name, body) {
  const make = trim[name]; // <- javascript.unknown-key
  return make(body);
}`,
      good: `const tools = { trim: (text) => text.trim() };
export function handler(name, text) {
  if (!Object.hasOwn(tools, name)) throw new Error('unknown tool');
  return tools[name](text);
}`,
    },
  ],
  summary:
    'A key that is only known at run time, read from a function, a class or a prototype, reaches the constructor that makes code from text, however the key was put together.',
  suggestion:
    'Keep what you choose from in an object or Map of your own, and check the key with Object.hasOwn or Map.has before.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('MemberExpression')) {
      if (!isUnknownMember(node, context) || isGuardedKey(node.property, context) || isWritten(node, context)) continue;
      // Whatever is taken from Object and Reflect is judged by the rule on reflection.
      if (methodsOf(['Object', 'Reflect'], node, context).length > 0) continue;
      const isFunction = mayBeFunction(node.object, context);
      if (!isFunction && !mayBePrototype(node.object, context)) continue;
      const what = isFunction ? 'a function or class' : 'a prototype';
      yield {
        span: spanOf(node.property),
        message: `What is read from ${what} is chosen by a key that is only known at run time.`,
      };
    }
  },
};
