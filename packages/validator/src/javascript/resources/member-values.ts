import { exactly, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { unwrap } from '../expressions.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import { changesOfMember } from './list-changes.ts';
import { memberWrites } from './member-writes.ts';
import { memberName } from './methods.ts';
import { lengthOf, listOf, number, type ObjectNode, unknown, type Value } from './values.ts';

const constants: Readonly<Record<string, number>> = {
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.MAX_VALUE': Number.MAX_VALUE,
  'Number.MIN_VALUE': Number.MIN_VALUE,
  'Number.EPSILON': Number.EPSILON,
  'Number.POSITIVE_INFINITY': Number.POSITIVE_INFINITY,
  'Number.NEGATIVE_INFINITY': Number.NEGATIVE_INFINITY,
  'Math.PI': Math.PI,
  'Math.E': Math.E,
};

/** `Limits.size`, `this.size`, `list.length`, `table[1]`: as long as nothing assigns a property of that name. */
export function valueOfMember(node: NodeOf<'MemberExpression'>, frame: Frame, evaluator: Evaluator): Value {
  const name = nameOfKey(node, evaluator);
  const object = unwrap(node.object);
  if (object.type === 'Identifier' && evaluator.context.scopes.isFree(object)) {
    const constant = constants[`${object.name}.${name ?? ''}`];
    return constant === undefined ? unknown : number(exactly(constant));
  }
  const owner = object.type === 'ThisExpression' ? classAround(object, evaluator) : undefined;
  const whole: Value = owner ? { kind: 'object', node: owner } : evaluator.value(object, frame);
  if ((name === 'length' || name === 'byteLength') && whole.kind !== 'object' && 'length' in whole)
    return number(lengthOf(whole));
  if (whole.kind === 'list') return itemOf(whole, node, frame, evaluator);
  if (whole.kind !== 'object' || name === undefined || memberWrites(evaluator.context, name).length > 0) return unknown;
  const member = memberNode(whole.node, name);
  const value = member ? evaluator.value(member, frame) : unknown;
  return value.kind === 'list' && changesOfMember(name, evaluator.context.tree).length > 0 ? listOf(zeroOrMore) : value;
}

/** The name of a member, also when it is computed from constants. */
export function nameOfKey(node: NodeOf<'MemberExpression'>, { context }: Pick<Evaluator, 'context'>) {
  const name = memberName(node);
  if (name !== undefined || !node.computed) return name;
  const names = context.fold(node.property);
  return names?.size === 1 ? [...names][0] : undefined;
}

function itemOf(list: Value, node: NodeOf<'MemberExpression'>, frame: Frame, evaluator: Evaluator): Value {
  if (list.kind !== 'list' || !node.computed) return unknown;
  const index = evaluator.value(node.property, frame);
  if (list.items && index.kind === 'number' && index.range.atLeast === index.range.atMost)
    return list.items[index.range.atLeast] ?? unknown;
  return list.each ?? unknown;
}

function classAround(node: ScriptNode, { context: { tree } }: Pick<Evaluator, 'context'>): ObjectNode | undefined {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') return at;
    if (at.type === 'FunctionDeclaration') return undefined;
    if (at.type === 'ObjectExpression' && isMethodIn(node, at)) return at;
  }
  return undefined;
}

const isMethodIn = (node: ScriptNode, object: NodeOf<'ObjectExpression'>) =>
  object.properties.some(
    (property) =>
      property.type === 'Property' &&
      property.value.type === 'FunctionExpression' &&
      property.range[0] <= node.range[0] &&
      node.range[1] <= property.range[1],
  );

/** The expression that a member starts with. */
function memberNode(owner: ObjectNode, name: string): ScriptNode | undefined {
  if (owner.type === 'ObjectExpression') {
    const isPlain = owner.properties.every((property) => property.type === 'Property' && !property.computed);
    const found = owner.properties.find((property) => memberName(property) === name);
    return isPlain && found?.type === 'Property' && found.kind === 'init' ? found.value : undefined;
  }
  if (owner.type === 'TSEnumDeclaration') {
    const member = owner.body.members.find(({ id }) => (id.type === 'Identifier' ? id.name : id.value) === name);
    return member?.initializer ?? undefined;
  }
  const field = owner.body.body.find((member) => member.type === 'PropertyDefinition' && memberName(member) === name);
  return field?.type === 'PropertyDefinition' ? (field.value ?? undefined) : undefined;
}
