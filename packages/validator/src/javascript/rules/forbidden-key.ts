import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { forbiddenKeys } from '../data.ts';
import { nameOf, unwrap } from '../expressions.ts';
import { isHarmlessRead } from '../harmless-keys.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

export const forbiddenKey: ScriptRule = {
  id: 'javascript.forbidden-key',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'The properties constructor, __proto__, prototype, caller and their like lead from any value to code made from text and to objects that everything shares, however the key is written.',
  suggestion: 'Use Object.keys, Object.hasOwn, instanceof or a Map instead.',
  *check(context): Generator<Finding> {
    const { tree } = context;
    for (const node of tree.nodesOf('MemberExpression'))
      if (!isHarmlessRead(node, context)) yield* judge(node.property, namesOf(node, node.property, context));
    for (const pattern of tree.nodesOf('ObjectPattern'))
      for (const property of pattern.properties)
        if (property.type === 'Property') yield* judge(property, namesOf(property, property.key, context));
    for (const literal of tree.nodesOf('ObjectExpression')) yield* prototypeOf(literal, context);
    yield* reflected(context);
  },
};

function namesOf(node: ScriptNode, key: ScriptNode, { fold }: ScriptContext): Iterable<string> {
  const name = nameOf(node);
  return name === undefined ? (fold(key) ?? []) : [name];
}

function* judge(at: ScriptNode, names: Iterable<string>): Generator<Finding> {
  for (const name of names) {
    const reason = forbiddenKeys.get(name);
    if (reason) yield { span: spanOf(at), message: `The property ${name} ${reason}.` };
  }
}

/** `{ __proto__: x }` sets a prototype; `null` as prototype is the safe idiom. */
function* prototypeOf({ properties }: NodeOf<'ObjectExpression'>, context: ScriptContext): Generator<Finding> {
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed || nameOf(property) !== '__proto__') continue;
    const value = unwrap(property.value);
    const isNull = value.type === 'Literal' && value.raw === 'null';
    if (!isNull) yield* judge(property, namesOf(property, property.key, context));
  }
}

/** `Object.getOwnPropertyDescriptor(f, "constructor")` names the key in an argument. */
function* reflected(context: ScriptContext): Generator<Finding> {
  for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
    const target = unwrap(callee);
    if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') continue;
    if (!['Object', 'Reflect'].includes(target.object.name) || !context.scopes.isFree(target.object)) continue;
    if (['hasOwn', 'has', 'is'].includes(nameOf(target) ?? '')) continue;
    for (const argument of args.slice(1)) yield* judge(argument, context.fold(argument) ?? []);
  }
}
