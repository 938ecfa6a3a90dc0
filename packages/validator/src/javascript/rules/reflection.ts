import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { nameOf, outermost, unwrap } from '../expressions.ts';
import { plainAccess } from '../reflection-fixes.ts';
import { isForwardedTrap, isOnlyCompared, setsOwnPrototype } from '../reflective-use.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';
import { isBuiltIn, mayBeFunction, mayBePrototype } from '../values/value-kinds.ts';

const reflective = new Set(['Object', 'Reflect']);
const allowedOfReflect = new Set(['ownKeys', 'has', 'apply']);
const describing = new Set(['getOwnPropertyDescriptor', 'getOwnPropertyDescriptors', 'getOwnPropertyNames']);

export const reflection: ScriptRule = {
  id: 'javascript.reflection',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-DYN-3', 'JS-DYN-4', 'JS-PP-1', 'JS-GLB-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(value, key) {
  return Reflect.get(value, key); // <- javascript.reflection
}`,
      good: `export function handler(value, key) {
  return value[key];
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(text) {
  const shared = Object.getPrototypeOf(async () => text); // <- javascript.reflection
  return Object.keys(shared);
}`,
      good: `export function handler(value) {
  return Object.getPrototypeOf(value) === Object.prototype;
}`,
    },
  ],
  summary:
    'Reflect, property descriptors of functions and prototypes read, call and change by name what the checks cannot follow. Comparing a prototype and forwarding the trap of a proxy is fine.',
  suggestion: 'Use ordinary property access, Object.keys, Object.entries or a Map.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('MemberExpression')) {
      const owner = ownerOf(node.object, context);
      const message = owner && problemOf(owner, node, context);
      if (message) yield { span: spanOf(node), message, ...plainAccess(node, context) };
    }
    for (const node of context.scopes.free) if (reflective.has(node.name)) yield* problemsOfValue(node, context);
  },
};

/** Object or Reflect, by whatever name. */
const ownerOf = (object: ScriptNode, context: ScriptContext) =>
  context
    .pathsOf(object)
    .flatMap(({ root, keys }) =>
      keys.length === 0 && isBuiltIn(root, context) && reflective.has(root.name) ? [root.name] : [],
    )[0];

function problemOf(owner: string, member: NodeOf<'MemberExpression'>, context: ScriptContext): string | undefined {
  const name = onlyName(member, context);
  const shown = `${owner}.${name ?? '[…]'}`;
  if (name === undefined) return `${shown} is chosen at run time, out of sight of the checks.`;
  const whole = outermost(member, context.tree);
  const parent = context.tree.parentOf(whole);
  const call = parent?.type === 'CallExpression' && parent.callee === whole ? parent : undefined;
  if (name === 'getPrototypeOf') {
    const isFine = call && (isOnlyCompared(call, context) || isForwardedTrap(call, name, context));
    return isFine ? undefined : `${shown} gives an object that other values share; it may only be compared.`;
  }
  if (name === 'setPrototypeOf' && owner === 'Object')
    return call && setsOwnPrototype(call, context) ? undefined : `${shown} works behind the properties of an object.`;
  if (describing.has(name))
    return call && describesData(call, context) ? undefined : `${shown} lists what belongs to the engine.`;
  if (owner === 'Object' || allowedOfReflect.has(name) || (call && isForwardedTrap(call, name, context)))
    return undefined;
  return `${shown} works by name, out of sight of the checks.`;
}

/** Written out, or computed from constants. */
function onlyName(member: NodeOf<'MemberExpression'>, { fold }: ScriptContext): string | undefined {
  const [only, ...others] = member.computed ? (fold(member.property) ?? []) : [nameOf(member)];
  return others.length === 0 ? only : undefined;
}

/** What an object has of its own is what reading its properties gives; functions and prototypes have more. */
function describesData({ arguments: [object] }: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  return object !== undefined && !mayBeFunction(object, context) && !mayBePrototype(object, context);
}

/** `const { getPrototypeOf } = Object` and `[Reflect]` hide which function is meant. */
function* problemsOfValue(node: NodeOf<'Identifier'>, { tree }: ScriptContext): Generator<Finding> {
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'MemberExpression' && parent.object === whole) return;
  const isTaken = parent?.type === 'VariableDeclarator' && parent.init === whole;
  if (isTaken && parent.id.type === 'ObjectPattern') {
    const names = parent.id.properties.map((property) => nameOf(unwrap(property)));
    if (names.every((name) => name !== undefined && isHarmless(node.name, name))) return;
  }
  const isAssigned = isTaken || (parent?.type === 'AssignmentExpression' && parent.right === whole);
  if (node.name === 'Reflect' || isAssigned) yield { span: spanOf(node), message: `${node.name} is used as a value.` };
}

const isHarmless = (owner: string, name: string) =>
  owner === 'Reflect' ? allowedOfReflect.has(name) : !describing.has(name) && !/PrototypeOf$/.test(name);
