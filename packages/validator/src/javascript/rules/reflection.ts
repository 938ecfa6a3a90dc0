import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { isFunctionValue } from '../function-values.ts';
import { comparesPrototype, reflectiveName } from '../reflective-use.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, spanOf } from '../tree.ts';

const allowedOfReflect = new Set(['ownKeys', 'has']);
const refusedOfObject = new Set(['setPrototypeOf', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors']);

export const reflection: ScriptRule = {
  id: 'javascript.reflection',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'Reflect, property descriptors and prototypes read, call and change by name what the checks cannot follow. Comparing a prototype is fine.',
  suggestion: 'Use ordinary property access, Object.keys, Object.entries or a Map.',
  *check(context): Generator<Finding> {
    for (const node of context.scopes.free) {
      if (node.name !== 'Reflect' && node.name !== 'Object') continue;
      const parent = context.tree.parentOf(node);
      const member = parent?.type === 'MemberExpression' && parent.object === node ? parent : undefined;
      const problem = member ? problemOf(node.name, member, context) : problemOfValue(node, context);
      if (problem) yield { span: spanOf(member ?? node), message: problem };
    }
  },
};

function problemOf(owner: string, member: NodeOf<'MemberExpression'>, context: ScriptContext): string | undefined {
  const name = reflectiveName(member, context);
  const shown = `${owner}.${name ?? '[…]'}`;
  if (name === undefined) return `${shown} is chosen at run time, out of sight of the checks.`;
  if (owner === 'Reflect')
    return allowedOfReflect.has(name) ? undefined : `${shown} works by name, out of sight of the checks.`;
  if (refusedOfObject.has(name)) return `${shown} works behind the properties of an object.`;
  if (name === 'getPrototypeOf' && !comparesPrototype(member, context))
    return `${shown} gives an object that other values share; it may only be compared.`;
  if (name === 'getOwnPropertyNames' && listsFunction(member, context))
    return `${shown} lists what belongs to the engine.`;
  return undefined;
}

/** `const { getPrototypeOf } = Object` and `[Reflect]` hide which function is meant. */
function problemOfValue(node: NodeOf<'Identifier'>, { tree }: ScriptContext): string | undefined {
  const parent = tree.parentOf(node);
  const isAssigned =
    (parent?.type === 'VariableDeclarator' && parent.init === node) ||
    (parent?.type === 'AssignmentExpression' && parent.right === node);
  return node.name === 'Reflect' || isAssigned ? `${node.name} is used as a value.` : undefined;
}

function listsFunction(member: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  const call = context.tree.parentOf(member);
  const [first] = call?.type === 'CallExpression' && call.callee === member ? call.arguments : [];
  if (!first || (first.type === 'Identifier' && context.scopes.isFree(first))) return true;
  return isFunctionValue(first, context);
}
