import type { Reference, Variable } from '@typescript-eslint/scope-manager';
import { anyNumber, between, exactly, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { assignmentsTo } from '../assignments.ts';
import { isFunction, nameOf } from '../expressions.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import { isFixedList } from './list-changes.ts';
import { applyOperator } from './operators.ts';
import { valueOfParameter } from './parameter-values.ts';
import { valueFromPattern } from './patterns.ts';
import { bigint, costliest, either, listOf, nothing, number, textOf, unknown, type Value } from './values.ts';

const globals: Readonly<Record<string, Value>> = {
  undefined: nothing,
  Infinity: number(exactly(Number.POSITIVE_INFINITY)),
  NaN: number(anyNumber),
};

/** What a name holds: its one constant, or everything that is ever assigned to it. */
export function valueOfName(node: NodeOf<'Identifier'>, frame: Frame, evaluator: Evaluator): Value {
  const { scopes } = evaluator.context;
  if (scopes.isFree(node)) return globals[node.name] ?? unknown;
  const variable = scopes.variableOf(node);
  return variable ? valueOfVariable(variable, frame, evaluator) : unknown;
}

function valueOfVariable(variable: Variable, frame: Frame, evaluator: Evaluator): Value {
  const known = frame.known?.get(variable);
  if (known) return known;
  const settled = frame.known ? undefined : evaluator.settled[frame.mode];
  const found = settled?.get(variable);
  if (found) return found;
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return unknown;
  if (evaluator.open.has(variable)) {
    evaluator.meetings += 1;
    return unknown;
  }
  const before = evaluator.meetings;
  evaluator.open.add(variable);
  const value = ofDefinition(variable, definition, frame, evaluator);
  evaluator.open.delete(variable);
  if (before === evaluator.meetings) settled?.set(variable, value);
  return value;
}

function ofDefinition(
  variable: Variable,
  { type, node }: Variable['defs'][number],
  frame: Frame,
  evaluator: Evaluator,
): Value {
  if (type === 'Parameter') return changedOr(variable, valueOfParameter(variable, frame, evaluator), frame, evaluator);
  if (type === 'FunctionName' && isFunction(node)) return { kind: 'function', node };
  if (node.type === 'ClassDeclaration' || node.type === 'TSEnumDeclaration') return { kind: 'object', node };
  if (node.type !== 'VariableDeclarator') return unknown;
  if (node.id.type !== 'Identifier') {
    const value = valueFromPattern(node.id, variable, node.init, frame, evaluator);
    return changedOr(variable, value, frame, evaluator);
  }
  if (!node.init) return ofLateInit(variable, frame, evaluator);
  return changedOr(variable, evaluator.value(node.init, frame), frame, evaluator);
}

const later = new WeakMap<Variable, readonly Reference[]>();

/** Its assignments after the first. */
function writesOf(variable: Variable): readonly Reference[] {
  const found = later.get(variable) ?? assignmentsTo(variable).filter((use) => !use.init);
  later.set(variable, found);
  return found;
}

/** `let x;` that is assigned later; the first value is `undefined`. */
function ofLateInit(variable: Variable, frame: Frame, evaluator: Evaluator): Value {
  const { tree } = evaluator.context;
  const isLoopName = variable.defs.some(({ parent }) => {
    const loop = parent && tree.parentOf(parent as ScriptNode);
    return loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement';
  });
  if (isLoopName) return unknown;
  const writes = writesOf(variable);
  if (writes.length === 0) return nothing;
  if (frame.mode === 'always') return unknown;
  return costliest(
    writes.map(({ writeExpr }) => (writeExpr ? evaluator.value(writeExpr as ScriptNode, frame) : unknown)),
  );
}

/** A variable that is assigned more than once: an interval that every assignment stays in. */
function changedOr(variable: Variable, first: Value, frame: Frame, evaluator: Evaluator): Value {
  const writes = writesOf(variable);
  if (writes.length === 0) return resized(variable, first, frame, evaluator);
  if (writes.length > mostWrites) return unknown;
  const candidates = candidatesFrom(first);
  return candidates.find((candidate) => isKept(variable, candidate, frame, evaluator)) ?? unknown;
}

function candidatesFrom(first: Value): Value[] {
  const { POSITIVE_INFINITY: endless } = Number;
  if (first.kind === 'text') return [textOf(zeroOrMore)];
  if (first.kind === 'list') return [listOf(zeroOrMore)];
  if (first.kind !== 'number' && first.kind !== 'bigint') return [];
  const { range } = first;
  const make = (interval: Interval) => (first.kind === 'number' ? number(interval) : bigint(interval));
  const ends = [range, between(range.atLeast, endless), between(-endless, range.atMost), anyNumber];
  return ends.map(make);
}

const mostWrites = 12;

/** Whether all assignments stay inside, given that the variable was inside before. */
function isKept(variable: Variable, candidate: Value, frame: Frame, evaluator: Evaluator): boolean {
  const known = new Map([...(frame.known ?? []), [variable, candidate] as const]);
  const inside = { ...frame, known, mode: 'always' as const };
  return writesOf(variable).every(({ identifier }) => {
    const next = written(identifier as ScriptNode, inside, evaluator);
    return next !== undefined && isWithin(next, candidate);
  });
}

/** What an assignment to a name leaves in it; absent for patterns and loops. */
function written(target: ScriptNode, frame: Frame, evaluator: Evaluator): Value | undefined {
  const parent = evaluator.context.tree.parentOf(target);
  if (parent?.type === 'UpdateExpression') {
    const one = number(exactly(1));
    const value = evaluator.value(target, frame);
    return applyOperator(
      parent.operator === '++' ? '+' : '-',
      value,
      value.kind === 'bigint' ? bigint(exactly(1)) : one,
    );
  }
  if (parent?.type !== 'AssignmentExpression' || parent.left !== target) return undefined;
  const right = evaluator.value(parent.right, frame);
  if (parent.operator === '=') return right;
  const left = evaluator.value(target, frame);
  if (parent.operator === '||=' || parent.operator === '&&=' || parent.operator === '??=') return either(left, right);
  return applyOperator(parent.operator.slice(0, -1), left, right);
}

function isWithin(value: Value, bounds: Value): boolean {
  if (value.kind === 'text' || value.kind === 'list') return bounds.kind === value.kind;
  if (value.kind !== bounds.kind || (value.kind !== 'number' && value.kind !== 'bigint')) return false;
  const outer = (bounds as typeof value).range;
  return outer.atLeast <= value.range.atLeast && value.range.atMost <= outer.atMost;
}

/** `list.length = n` makes a list that long; other lists that are changed have any length. */
function resized(variable: Variable, first: Value, frame: Frame, evaluator: Evaluator): Value {
  if (first.kind !== 'list') return first;
  const { tree } = evaluator.context;
  if (isFixedList(variable, tree)) return first;
  const assigned = assignedLengths(variable, tree);
  const sizes = assigned.map((length) => evaluator.value(length, frame));
  const [largest] = [costliest(sizes)];
  if (frame.mode === 'ordinary' && largest.kind === 'number') return listOf(largest.range, { isSparse: true });
  const isChanged = first.items !== undefined || assigned.length > 0;
  return isChanged ? listOf(zeroOrMore) : first;
}

const lengths = new WeakMap<Variable, readonly ScriptNode[]>();

/** What is assigned to `list.length`. */
function assignedLengths(variable: Variable, tree: ScriptTree): readonly ScriptNode[] {
  const known = lengths.get(variable);
  if (known) return known;
  const found = variable.references.flatMap(({ identifier }) => {
    const member = tree.parentOf(identifier as ScriptNode);
    if (member?.type !== 'MemberExpression' || nameOf(member) !== 'length') return [];
    const write = tree.parentOf(member);
    return write?.type === 'AssignmentExpression' && write.left === member && write.operator === '='
      ? [write.right]
      : [];
  });
  lengths.set(variable, found);
  return found;
}
