import { isFunction, nameOf, outermost, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { bind } from './bind.ts';
import { allOf, asArgument, asResult, ofMethod, ownRoot } from './calls.ts';
import { calledFields, ends, type Onward, type Place } from './flow.ts';

/** So many places are followed for a value, and for all of a tool; what goes further is not known to be data. */
const mostPlaces = 200;
const mostInAll = 4_000;
const followed = new WeakMap<ScriptContext, number>();

/**
 * Whether a value is used as data alone, wherever it goes: compared, put into texts, counted by, returned from the tool.
 * It is never called, and nothing is read from it: so a field named `constructor` is a field like others.
 */
export function isOnlyData(value: ScriptNode, context: ScriptContext): boolean {
  return areOnlyData([{ node: value, fields: [] }], context);
}

/** The same for what a pattern names. */
export function bindsOnlyData(pattern: ScriptNode, context: ScriptContext): boolean {
  const places = bind(pattern, [], context);
  return places !== undefined && areOnlyData(places, context);
}

function areOnlyData(places: readonly Place[], context: ScriptContext): boolean {
  const pending = [...places];
  const seen = new Set<string>();
  for (let place = pending.pop(); place; place = pending.pop()) {
    const key = `${place.node.range[0]}-${place.node.range[1]}.${place.fields.join('.')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const inAll = (followed.get(context) ?? 0) + 1;
    followed.set(context, inAll);
    const onward = seen.size > mostPlaces || inAll > mostInAll ? undefined : onwardFrom(place, context);
    if (!onward) return false;
    pending.push(...onward);
  }
  return true;
}

function onwardFrom({ node: value, fields }: Place, context: ScriptContext): Onward {
  const { tree } = context;
  const node = outermost(value, tree);
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'TemplateLiteral':
      return tree.parentOf(parent)?.type === 'TaggedTemplateExpression' ? undefined : ends;
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'IfStatement':
    case 'ExpressionStatement':
    case 'SwitchStatement':
    case 'SwitchCase':
    case 'ForInStatement':
    case 'ExportSpecifier':
      return ends;
    case 'ConditionalExpression':
      return parent.test === node ? ends : [{ node: parent, fields }];
    case 'LogicalExpression':
    case 'ArrayExpression':
    case 'AwaitExpression':
      return [{ node: parent, fields }];
    case 'SpreadElement':
      return tree.parentOf(parent)?.type === 'CallExpression'
        ? onwardFrom({ node: parent, fields }, context)
        : inside(parent, fields, context);
    case 'ReturnStatement':
      return asResult(functionAround(parent, context), fields, context);
    case 'ArrowFunctionExpression':
      return parent.body === node ? asResult(parent, fields, context) : undefined;
    case 'VariableDeclarator':
      return bind(parent.id, fields, context);
    case 'ForOfStatement':
      return parent.right === node ? eachOf(parent.left, fields, context) : undefined;
    case 'Property':
      return inProperty(node, parent, fields, context);
    case 'AssignmentExpression':
      return parent.left === node ? ends : assigned(parent, fields, context);
    case 'MemberExpression':
      return parent.object === node ? readFrom(parent, fields, context) : ends;
    case 'CallExpression':
      return parent.callee === node ? undefined : asArgument(node, parent, fields, context);
    case 'NewExpression':
      return inNew(node, parent, fields, context);
    default:
      return undefined;
  }
}

/** The list, set or object that the value is spread into. */
function inside(spread: ScriptNode, fields: readonly string[], { tree }: ScriptContext): Onward {
  const whole = tree.parentOf(spread);
  return whole?.type === 'ArrayExpression' || whole?.type === 'ObjectExpression'
    ? [{ node: whole, fields }]
    : undefined;
}

function functionAround(node: ScriptNode, { tree }: ScriptContext): ScriptNode {
  let at = node;
  for (let parent = tree.parentOf(at); parent && !isFunction(at); parent = tree.parentOf(at)) at = parent;
  return at;
}

function eachOf(left: ScriptNode, fields: readonly string[], context: ScriptContext): Onward {
  return left.type === 'VariableDeclaration'
    ? allOf(left.declarations.map(({ id }) => bind(id, fields, context)))
    : undefined;
}

/** `{ team: value }` and `{ [value]: 1 }`. */
function inProperty(
  node: ScriptNode,
  property: NodeOf<'Property'>,
  fields: readonly string[],
  context: ScriptContext,
): Onward {
  const whole = context.tree.parentOf(property);
  if (whole?.type !== 'ObjectExpression') return undefined;
  if (property.computed) return property.key === node ? ends : [{ node: whole, fields }];
  const name = nameOf(property);
  return name === undefined || calledFields.has(name) ? undefined : [{ node: whole, fields: [name, ...fields] }];
}

/** `best = value`, `row.team = value` and `teams[key] = value`. */
function assigned(node: NodeOf<'AssignmentExpression'>, fields: readonly string[], context: ScriptContext): Onward {
  const left = unwrap(node.left);
  const itself = { node, fields };
  if (left.type === 'Identifier') return allOf([[itself], bind(left, fields, context)]);
  if (left.type !== 'MemberExpression') return undefined;
  const name = nameOf(left);
  const root = ownRoot(left.object, context);
  if (!root || (name !== undefined && calledFields.has(name))) return undefined;
  const isDirect = unwrap(left.object) === root;
  if (name !== undefined && !isDirect) return undefined;
  return allOf([[itself], bind(root, name === undefined ? fields : [name, ...fields], context)]);
}

function readFrom(member: NodeOf<'MemberExpression'>, fields: readonly string[], context: ScriptContext): Onward {
  const name = nameOf(member);
  const [field, ...more] = fields;
  if (name === undefined) return [{ node: member, fields }];
  if (name === field) return [{ node: member, fields: more }];
  if (name === 'length' || name === 'size') return ends;
  // Another field of an object of the code; a method would have to be one of lists, sets and maps.
  const method = ofMethod(member, fields, context);
  if (method) return method;
  const parent = context.tree.parentOf(outermost(member, context.tree));
  const isCallee = parent?.type === 'CallExpression' && unwrap(parent.callee) === member;
  return field === undefined || isCallee ? undefined : ends;
}

function inNew(
  node: ScriptNode,
  made: NodeOf<'NewExpression'>,
  fields: readonly string[],
  { scopes }: ScriptContext,
): Onward {
  const { callee } = made;
  if (callee === node || callee.type !== 'Identifier' || !scopes.isFree(callee)) return undefined;
  if (['Set', 'Map', 'Array'].includes(callee.name)) return [{ node: made, fields }];
  return callee.name.endsWith('Error') ? ends : undefined;
}
