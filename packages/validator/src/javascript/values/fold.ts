import { assignmentsTo } from '../assignments.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';
import type { ConstantTables } from './constant-tables.ts';
import { type Constant, depthOf, notConstant, textOf } from './evaluate/constant.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { valuesOfCall } from './fold-calls.ts';
import { joined } from './fold-lists.ts';
import { createItems } from './loop-items.ts';
import { concatenate, foldAt, maximumChars, maximumValues, type ScriptFold, union, type Values } from './value-sets.ts';

const maximumDepth = 40;
/** A variable that is assigned more often counts as unknown. */
const maximumWrites = 8;
/** Steps of evaluation for one expression, and for all the code together. */
const maximumStepsAtOnce = 5_000;
const maximumSteps = 50_000;
/** What the simpler folding does not see through; sums and templates it puts together from these. */
const evaluable = new Set([
  'CallExpression',
  'MemberExpression',
  'TaggedTemplateExpression',
  'UnaryExpression',
  'NewExpression',
]);

/** Constant folding over strings: what an obfuscated key comes to without running anything. */
export function createFolder(scopes: ScriptScopes, tables: ConstantTables, tree: ScriptTree): ScriptFold {
  const known = new Map<ScriptNode, Values>();
  const tableOf = new Map<ScriptNode, boolean>();
  const itemsOf = createItems(scopes, tree);
  let stepsLeft = maximumSteps;
  /** Calls back with what an expression comes to, when that is constant. */
  const evaluated = <Result>(node: ScriptNode, use: (value: Constant) => Result): Result | undefined => {
    if (stepsLeft <= 0) return undefined;
    const budget = { steps: Math.min(stepsLeft, maximumStepsAtOnce) };
    const before = budget.steps;
    try {
      return use(evaluate(node, new Map(), { ...facts, budget }));
    } catch (error) {
      if (error === notConstant) return undefined;
      throw error;
    } finally {
      stepsLeft -= before - budget.steps;
    }
  };
  const textsOf = (node: ScriptNode): Values => {
    const items = itemsOf(node);
    if (items) return evaluated(items.of, (value) => new Set(items.pick(value).map(textOf)));
    return evaluable.has(node.type) ? evaluated(node, (value) => new Set([textOf(value)])) : undefined;
  };
  const isTable = (node: ScriptNode): boolean => {
    const found = tableOf.get(node) ?? evaluated(node, (value) => depthOf(value) > 0) ?? false;
    tableOf.set(node, found);
    return found;
  };
  const facts = { ...tables, scopes, tree, isTable };
  const fold = (node: ScriptNode, depth: number): Values => {
    if (depth > maximumDepth || known.has(node)) return known.get(node);
    // Unknown while it is being worked out, so that variables which need each other come to an end.
    known.set(node, undefined);
    const values = valuesOf(unwrap(node), (child) => fold(child, depth + 1), facts) ?? textsOf(unwrap(node));
    const isSmall = values && values.size <= maximumValues && [...values].every(({ length }) => length <= maximumChars);
    if (isSmall) known.set(node, values);
    return known.get(node);
  };
  return (node) => fold(node, 0);
}

interface Facts extends ConstantTables {
  readonly scopes: ScriptScopes;
  readonly tree: ScriptTree;
  /** Whether an expression is constant and comes to a list: `'a,b'.split(',')`. */
  readonly isTable: (node: ScriptNode) => boolean;
}

function valuesOf(node: ScriptNode, fold: ScriptFold, facts: Facts): Values {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? undefined : new Set([String(node.value)]);
    case 'TemplateLiteral':
      return ofTemplate(node, fold);
    case 'BinaryExpression':
      return node.operator === '+' ? concatenate([fold(node.left), fold(node.right)]) : undefined;
    case 'ConditionalExpression':
      return union([fold(node.consequent), fold(node.alternate)]);
    case 'LogicalExpression':
      return union([fold(node.left), fold(node.right)]);
    case 'SequenceExpression':
      return lastOf(node.expressions, fold);
    case 'ArrayExpression':
      return joined(node, new Set([',']), fold);
    case 'Identifier':
      return ofName(node, fold, facts);
    case 'MemberExpression':
      return ofMember(node, fold, facts);
    case 'CallExpression':
      return valuesOfCall(node, fold, facts.scopes);
    default:
      return undefined;
  }
}

function ofTemplate({ quasis, expressions }: NodeOf<'TemplateLiteral'>, fold: ScriptFold): Values {
  const texts = quasis.map(({ value }): Values => new Set([value.cooked ?? '']));
  return concatenate(
    texts.flatMap((text, index) => (index === 0 ? [text] : [foldAt(expressions, index - 1, fold), text])),
  );
}

const lastOf = (nodes: readonly ScriptNode[], fold: ScriptFold) => foldAt(nodes, nodes.length - 1, fold);

function ofName(node: NodeOf<'Identifier'>, fold: ScriptFold, facts: Facts): Values {
  const { initial, scopes, tree } = facts;
  const variable = scopes.variableOf(node);
  const value = initial(node);
  if (value && variable) return facts.depthRead(variable) === 0 && isTable(value, facts) ? undefined : fold(value);
  const writes = variable ? assignmentsTo(variable) : [];
  const isDeclared = variable?.defs.length === 1 && variable.defs[0]?.node.type === 'VariableDeclarator';
  if (!isDeclared || writes.length < 2 || writes.length > maximumWrites) return undefined;
  return union(writes.map(({ identifier }) => foldWritten(tree.parentOf(identifier), fold)));
}

/** Whether an expression may come to a list: then its text of now says nothing of what it is later. */
function isTable(node: ScriptNode, facts: Facts): boolean {
  const value = unwrap(node);
  if (value.type === 'ConditionalExpression')
    return isTable(value.consequent, facts) || isTable(value.alternate, facts);
  if (value.type === 'LogicalExpression') return isTable(value.left, facts) || isTable(value.right, facts);
  if (value.type === 'ArrayExpression' || value.type === 'ObjectExpression') return true;
  return evaluable.has(value.type) && facts.isTable(value);
}

/** `side = 'left'`, and neither `side += 'left'` nor `[side] = …`. */
function foldWritten(owner: ScriptNode | undefined, fold: ScriptFold): Values {
  if (owner?.type === 'VariableDeclarator') return owner.init ? fold(owner.init) : undefined;
  return owner?.type === 'AssignmentExpression' && owner.operator === '=' ? fold(owner.right) : undefined;
}

function ofMember(node: NodeOf<'MemberExpression'>, fold: ScriptFold, facts: Facts): Values {
  const object = node.object.type === 'Identifier' ? facts.initial(node.object) : unwrap(node.object);
  if (object?.type === 'ArrayExpression' && node.computed) return elementsOf(object, node.property, fold);
  if (object?.type !== 'ObjectExpression') return undefined;
  const key = node.computed ? fold(node.property) : undefined;
  const name = key?.size === 1 ? [...key][0] : nameOf(node);
  return union(membersOf(object, name, fold));
}

const nothing: ReadonlySet<string> = new Set();

function* membersOf(object: NodeOf<'ObjectExpression'>, name: string | undefined, fold: ScriptFold): Generator<Values> {
  for (const property of object.properties) {
    if (property.type !== 'Property' || property.computed) yield undefined;
    else yield name === undefined || nameOf(property) === name ? fold(property.value) : nothing;
  }
}

function elementsOf(array: NodeOf<'ArrayExpression'>, index: ScriptNode, fold: ScriptFold): Values {
  const element = index.type === 'Literal' && typeof index.value === 'number' ? array.elements[index.value] : undefined;
  return element ? fold(element) : union(membersIn(array, fold));
}

function* membersIn({ elements }: NodeOf<'ArrayExpression'>, fold: ScriptFold): Generator<Values> {
  for (const element of elements) yield element ? fold(element) : undefined;
}
