import type { PythonContext } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyNode } from '../tree.ts';
import { countStores } from './counted-whiles.ts';

/** Loops over a collection to which every turn adds: `for x in items: items.append(...)`, or the same by an index. */
export function* growingLoops(context: PythonContext): Generator<PyExpression> {
  for (const { test, body } of context.tree.nodesOf('While')) {
    const key = measured(test, context);
    if (key !== undefined && grows(body, key) && !canLeave(body) && stepsByOne(test, body)) yield test;
  }
  for (const node of context.tree.nodesOf('For')) {
    const key = keyOf(iterated(node.iter, context));
    if (key !== undefined && grows(node.body, key) && !canLeave(node.body)) yield node.iter;
  }
}

/** The collection in `i < len(items)`. */
function measured(test: PyExpression, { paths }: PythonContext): string | undefined {
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || test.left.nodeType !== 'Name') return undefined;
  const op = test.ops[0]?.nodeType;
  const [bound] = test.comparators;
  if ((op !== 'Lt' && op !== 'NotEq') || bound?.nodeType !== 'Call' || paths.originOf(bound.func) !== 'builtins.len')
    return undefined;
  return bound.args[0] && keyOf(bound.args[0]);
}

/** The index moves by one, as does the end. */
function stepsByOne(test: PyExpression, body: readonly PyNode[]): boolean {
  const name = test.nodeType === 'Compare' && test.left.nodeType === 'Name' ? test.left.id : undefined;
  const isOne = (node: PyExpression) => node.nodeType === 'Constant' && node.value === 1;
  const isStep = (node: PyNode) =>
    node.nodeType === 'AugAssign' && node.target.nodeType === 'Name' && node.target.id === name && isOne(node.value);
  return name !== undefined && body.some(isStep) && countStores(name, body) === 1;
}

const views = new Set(['builtins.enumerate', 'builtins.iter']);

/** The collection itself: a copy (`list(items)`, `items[:]`) does not grow with it. */
function iterated(iter: PyExpression, { paths }: PythonContext): PyExpression {
  const [first] = iter.nodeType === 'Call' ? iter.args : [];
  return iter.nodeType === 'Call' && first && views.has(paths.originOf(iter.func) ?? '') ? first : iter;
}

function keyOf(node: PyExpression): string | undefined {
  if (node.nodeType === 'Name') return node.id;
  return node.nodeType === 'Attribute' && node.value.nodeType === 'Name' ? `${node.value.id}.${node.attr}` : undefined;
}

/** Whether every turn adds something for certain: conditions may be membership guards, so they count as none. */
function grows(body: readonly PyNode[], key: string): boolean {
  for (const statement of body) {
    if (adds(statement, key)) return !body.some((other) => takesAway(other, key));
    if (
      statement.nodeType === 'If' &&
      statement.orelse.length > 0 &&
      grows(statement.body, key) &&
      grows(statement.orelse, key)
    )
      return true;
    if (statement.nodeType === 'With' && grows(statement.body, key)) return true;
    if (leavesTurn(statement)) return false;
  }
  return false;
}

const addingOne = new Set(['append', 'add', 'insert']);

function adds(statement: PyNode, key: string): boolean {
  if (statement.nodeType === 'AugAssign')
    return statement.op.nodeType === 'Add' && keyOf(statement.target) === key && isFilled(statement.value);
  if (statement.nodeType !== 'Expr' || statement.value.nodeType !== 'Call') return false;
  const { func, args } = statement.value;
  if (func.nodeType !== 'Attribute' || keyOf(func.value) !== key) return false;
  if (addingOne.has(func.attr)) return true;
  return func.attr === 'extend' && args[0] !== undefined && isFilled(args[0]);
}

/** Has an element whatever happens: a display, a table's entry that falls back to one. */
function isFilled(node: PyExpression): boolean {
  if (node.nodeType === 'List' || node.nodeType === 'Tuple' || node.nodeType === 'Set')
    return node.elts.some(({ nodeType }) => nodeType !== 'Starred');
  if (node.nodeType === 'IfExp') return isFilled(node.body) && isFilled(node.orelse);
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || node.func.attr !== 'get') return false;
  return node.args[1] !== undefined && isFilled(node.args[1]);
}

const removing = new Set(['pop', 'remove', 'clear', 'popleft']);

function takesAway(statement: PyNode, key: string): boolean {
  if (statement.nodeType === 'Delete') return true;
  if (statement.nodeType !== 'Expr' || statement.value.nodeType !== 'Call') return false;
  const { func } = statement.value;
  return func.nodeType === 'Attribute' && removing.has(func.attr) && keyOf(func.value) === key;
}

const leavingKinds = new Set(['Break', 'Return', 'Raise', 'Continue']);

/** A statement by which a turn can end early. */
function leavesTurn(statement: PyNode): boolean {
  return nodesOfTurn([statement]).some(({ nodeType }) => leavingKinds.has(nodeType));
}

/** Any way out of the loop. */
function canLeave(body: readonly PyNode[]): boolean {
  return nodesOfTurn(body).some(
    ({ nodeType }) => nodeType === 'Break' || nodeType === 'Return' || nodeType === 'Raise' || nodeType === 'Yield',
  );
}

const functions = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda', 'ClassDef']);

function nodesOfTurn(body: readonly PyNode[]): PyNode[] {
  const found: PyNode[] = [];
  const pending: PyNode[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    if (!functions.has(node.nodeType)) pending.push(...childrenOf(node));
  }
  return found;
}
