import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { memberName, ownerOf } from './methods.ts';

/** Something that certainly runs, now or later, when an expression is evaluated. */
export interface Edge {
  /** A function, or a class that is instantiated. */
  readonly target: ScriptNode;
  /** It runs later, from a timer or a promise. */
  readonly isLater: boolean;
}

const timers: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'queueMicrotask']);
const onSettled: ReadonlySet<string> = new Set(['then', 'finally']);
const iterating: ReadonlySet<string> = new Set('map forEach flatMap filter some every find findIndex'.split(' '));

/** What an expression itself runs, its parts aside. */
export function edgesOf(node: ScriptNode, context: ScriptContext): Edge[] {
  switch (node.type) {
    case 'CallExpression':
      return ofCall(node, context);
    case 'NewExpression':
      return ofNew(node, context);
    case 'TaggedTemplateExpression':
      return now(resourcesOf(context).functions.named(node.tag));
    case 'MemberExpression':
      return ofAccessor(node, context);
    case 'TemplateLiteral':
      return node.expressions.flatMap((part) => converted(part, ['@@toPrimitive', 'toString'], context));
    case 'BinaryExpression':
      if (node.operator !== '+') return [];
      return [node.left, node.right].flatMap((part) => converted(part, ['@@toPrimitive', 'valueOf'], context));
    case 'UnaryExpression':
      return node.operator === '+' ? converted(node.argument, ['@@toPrimitive', 'valueOf'], context) : [];
    default:
      return [];
  }
}

const now = (target: ScriptNode | undefined): Edge[] => (target ? [{ target, isLater: false }] : []);
const later = (target: ScriptNode | undefined): Edge[] => (target ? [{ target, isLater: true }] : []);

function ofCall(node: NodeOf<'CallExpression'>, context: ScriptContext): Edge[] {
  const { functions, valueAt } = resourcesOf(context);
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const named = (expression: ScriptNode | undefined) => expression && functions.named(expression);
  const own = named(callee);
  if (own) return own.generator ? [] : now(own);
  if (callee.type === 'Identifier') {
    if (!context.scopes.isFree(callee)) return passedTo(callee, context).flatMap((target) => now(target));
    if (timers.has(callee.name)) return later(named(first));
    return callee.name === 'String' && first ? converted(first, ['@@toPrimitive', 'toString'], context) : [];
  }
  if (callee.type !== 'MemberExpression') return [];
  const name = nameOf(callee) ?? '';
  if (onSettled.has(name)) return later(named(first));
  if (name === 'call' || name === 'apply') return now(named(callee.object));
  if (name === 'stringify' && first && isJson(callee.object)) return converted(first, ['toJSON'], context);
  if (!iterating.has(name)) return [];
  const list = valueAt(callee.object, 'always');
  const isFilled = list.kind === 'list' && list.length.atLeast >= 1;
  return isFilled || wrapsItself(callee.object, context) ? now(named(first)) : [];
}

/** `Array.isArray(node) ? node : [node]`: whoever recurses over that gets the very same node again. */
function wrapsItself(list: ScriptNode, context: ScriptContext): boolean {
  const node = unwrap(list);
  const held = node.type === 'Identifier' ? context.initial(node) : node;
  if (held?.type !== 'ConditionalExpression') return false;
  return [held.consequent, held.alternate].map(unwrap).some((branch) => {
    const [only, ...others] = branch.type === 'ArrayExpression' ? branch.elements : [];
    if (only?.type !== 'Identifier' || others.length > 0) return false;
    return context.scopes.variableOf(only)?.defs[0]?.type === 'Parameter';
  });
}

const isJson = (node: ScriptNode) => node.type === 'Identifier' && node.name === 'JSON';

/** A parameter that is called: the own functions that calls of its function pass for it, when they pass no others. */
function passedTo(callee: NodeOf<'Identifier'>, context: ScriptContext): ScriptNode[] {
  const { functions } = resourcesOf(context);
  const variable = context.scopes.variableOf(callee);
  const home = variable?.defs[0]?.type === 'Parameter' ? (variable.defs[0].node as ScriptNode) : undefined;
  if (!isFunction(home)) return [];
  const index = home.params.findIndex((parameter) => variable?.identifiers.includes(parameter as never));
  const passed = functions.directCallsOf(home).map(({ arguments: args }) => args[index]);
  const targets = passed.flatMap((argument) => (argument && functions.named(argument)) ?? []);
  return targets.length === passed.length && targets.every((target) => target === targets[0])
    ? targets.slice(0, 1)
    : [];
}

/** `new Tree()`: its constructor and the values of its fields. */
function ofNew({ callee, arguments: args }: NodeOf<'NewExpression'>, context: ScriptContext): Edge[] {
  const [executor] = args;
  const target = unwrap(callee);
  if (target.type === 'Identifier' && target.name === 'Promise' && context.scopes.isFree(target))
    return executor ? now(resourcesOf(context).functions.named(executor)) : [];
  const owner = ownerOf(target, context);
  if (owner?.type === 'ClassDeclaration' || owner?.type === 'ClassExpression') return now(owner);
  return now(resourcesOf(context).functions.named(target));
}

/** `this.total` where `total` is a getter, or, written to, a setter; any member of a Proxy with a trap for it. */
function ofAccessor(node: NodeOf<'MemberExpression'>, context: ScriptContext): Edge[] {
  const trap = trapOf(node, context);
  if (trap) return now(trap);
  const name = memberName(node);
  const methods = name === undefined ? [] : resourcesOf(context).functions.methods(name);
  if (methods.length === 0) return [];
  const parent = context.tree.parentOf(node);
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node;
  const kind = isTarget ? 'set' : 'get';
  const owner = ownerOf(node.object, context);
  return now(methods.find((method) => method.kind === kind && method.owner === owner)?.node);
}

/** What turns an own object into text, a number or JSON. */
function converted(expression: ScriptNode, names: readonly string[], context: ScriptContext): Edge[] {
  const owner = ownerOf(expression, context);
  if (!owner) return [];
  const { functions } = resourcesOf(context);
  for (const name of names) {
    const method = functions.methods(name).find((candidate) => candidate.owner === owner);
    if (method) return now(method.node);
  }
  return [];
}

/** The trap of the Proxy that a member is read from: by its name, or by the receiver that the trap itself is given. */
function trapOf({ object }: NodeOf<'MemberExpression'>, context: ScriptContext): ScriptNode | undefined {
  const node = unwrap(object);
  const variable = node.type === 'Identifier' ? context.scopes.variableOf(node) : undefined;
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return undefined;
  const { node: declared } = definition;
  if (definition.type === 'Parameter') {
    const isReceiver = isFunction(declared) && variable.identifiers.includes(declared.params[2] as never);
    const property = isReceiver ? context.tree.parentOf(declared) : undefined;
    const handler =
      property?.type === 'Property' && nameOf(property) === 'get' ? context.tree.parentOf(property) : undefined;
    const proxy = handler && context.tree.parentOf(handler);
    return proxy?.type === 'NewExpression' && proxy.arguments[1] === handler ? (declared as ScriptNode) : undefined;
  }
  const init =
    declared.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init as ScriptNode) : undefined;
  const isProxy = init?.type === 'NewExpression' && init.callee.type === 'Identifier' && init.callee.name === 'Proxy';
  const handler = isProxy ? init.arguments[1] : undefined;
  const { functions } = resourcesOf(context);
  return functions.methods('get').find(({ owner }) => owner === handler)?.node;
}
