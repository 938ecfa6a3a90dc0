import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { outermost, unwrap } from '../expressions.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';
import { isUnknownKey } from '../values/unknown-key.ts';
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
    for (const { key, object, read } of keyedReads(context)) {
      if (!isUnknownKey(key, context) || isGuardedKey(key, context)) continue;
      const isFunction = mayBeFunction(object, context);
      if (isFunction && read && isLookUp(read, object, context)) continue;
      if (!isFunction && !mayBePrototype(object, context)) continue;
      const what = isFunction ? 'a function or class' : 'a prototype';
      const message = `What is read from ${what} is chosen by a key that is only known at run time.`;
      yield { span: spanOf(key), message };
    }
  },
};

interface KeyedRead {
  readonly key: ScriptNode;
  readonly object: ScriptNode;
  /** Absent where a pattern reads. */
  readonly read?: ScriptNode;
}

/** A value taken from the static fields of a class of the code, and not called. */
function isLookUp(read: ScriptNode, object: ScriptNode, context: ScriptContext): boolean {
  const isTable = context.pathsOf(object).every(({ root }) => hasStaticValues(root));
  return isTable && !isCalled(outermost(read, context.tree), context);
}

const hasStaticValues = (root: ScriptNode) =>
  (root.type === 'ClassDeclaration' || root.type === 'ClassExpression') &&
  root.body.body.some((member) => member.type === 'PropertyDefinition' && member.static);

/** Called or made anew on the spot, or by the variable that it is put in. */
function isCalled(read: ScriptNode, { tree, scopes }: ScriptContext): boolean {
  const parent = tree.parentOf(read);
  const isCallee = (node: ScriptNode) => {
    const call = tree.parentOf(outermost(node, tree));
    return (call?.type === 'CallExpression' || call?.type === 'NewExpression') && unwrap(call.callee) === unwrap(node);
  };
  if (parent?.type !== 'VariableDeclarator') return isCallee(read) || parent?.type === 'MemberExpression';
  return scopes.declaredBy(parent)?.references.some(({ identifier }) => isCallee(identifier)) ?? true;
}

/** `object[key]`, and `const { [key]: value } = object`. */
function* keyedReads(context: ScriptContext): Generator<KeyedRead> {
  const { tree } = context;
  for (const node of tree.nodesOf('MemberExpression')) {
    // Writes are tampering, and whatever is taken from Object and Reflect is judged by the rule on reflection.
    const isElsewhere = isWritten(node, context) || methodsOf(['Object', 'Reflect'], node, context).length > 0;
    if (node.computed && !isElsewhere) yield { key: node.property, object: node.object, read: node };
  }
  for (const property of tree.nodesOf('Property')) {
    const pattern = property.computed ? tree.parentOf(property) : undefined;
    const owner = pattern?.type === 'ObjectPattern' ? tree.parentOf(pattern) : undefined;
    if (owner?.type === 'VariableDeclarator' && owner.init) yield { key: property.key, object: owner.init };
    if (owner?.type === 'AssignmentExpression' || owner?.type === 'AssignmentPattern')
      yield { key: property.key, object: owner.right };
  }
}
