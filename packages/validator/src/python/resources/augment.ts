import { atLeast, exactly } from '../../analysis/intervals/interval.ts';
import { bitsOfFactorial } from '../../analysis/intervals/number-size.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { assign } from './assign.ts';
import { consume } from './consume.ts';
import { countStores } from './counted-whiles.ts';
import { noteGrowth } from './growth.ts';
import { noteBytes } from './limits.ts';
import type { Place } from './machine.ts';
import { operate } from './operators.ts';
import { doubledUnknown, grown } from './sequence-arithmetic.ts';
import { numberOf, unknown, type Value } from './value.ts';

/** `target op= value`, and `target = target op target`, which doubles or squares what is not known too. */
export const augment = { run: runAugmented, repeated: ofItself };

function runAugmented(node: PyOf<'AugAssign'>, place: Place): true {
  const { machine, env, frame } = place;
  const op = node.op.nodeType;
  const value = machine.evaluate(node.value, env, frame);
  const key = keyOf(node.target);
  const current = machine.evaluate(asRead(node.target), env, frame);
  const itself = key !== undefined && key === keyOf(node.value) ? selfApplied(op, current) : undefined;
  const result = itself ?? changed(op, current, value, { node, place });
  assign(node.target, result, place);
  return true;
}

function changed(
  op: string,
  current: Value,
  value: Value,
  { node, place }: { node: PyOf<'AugAssign'>; place: Place },
): Value {
  const site = { node, machine: place.machine };
  if (noteFactor(op, current, value, node, place)) return unknown;
  if (op !== 'Add') return operate(op, current, value, site);
  if (current.kind === 'text' || current.kind === 'sequence' || current.kind === 'unknown')
    noteGrowth(value, place, site);
  if (current.kind === 'sequence' && value.kind !== 'sequence')
    return noteBytes(grown(current, consume(value, site)), site);
  return operate(op, current, value, site);
}

/** A number that every turn multiplies or shifts grows by as many bits as the turns make together. */
function noteFactor(
  op: string,
  current: Value,
  value: Value,
  node: PyOf<'AugAssign'>,
  { frame, machine }: Place,
): boolean {
  const loop = frame.loops.at(-1);
  if (!loop || loop.turns < 2 || current.kind !== 'number' || value.kind !== 'number') return false;
  if (current.isFloat || value.isFloat || node.target.nodeType !== 'Name') return false;
  if (!loop.body || countStores(node.target.id, loop.body) > 1) return false;
  const least = value.value.atLeast;
  const isOwnTurn = node.value.nodeType === 'Name' && node.value.id === loop.target && least >= 0;
  const bits = op === 'LShift' ? loop.turns * least : loop.turns * Math.log2(Math.max(1, least));
  // The loop's own numbers are all different: their product is at least a factorial.
  const product = op === 'Mult' && isOwnTurn && least >= 1 ? bitsOfFactorial(exactly(loop.turns)).atLeast : 0;
  const amount = op === 'Mult' || op === 'LShift' ? Math.max(bits, product) : 0;
  if (!(amount > machine.context.policy.limits.numberBits)) return false;
  machine.note({ kind: 'number', node, amount, what: 'number' });
  return true;
}

/** `x = x + x` and `x = x * x`, where nothing else is known of x. */
function ofItself(node: PyOf<'Assign'>, { machine, env, frame }: Place): Value | undefined {
  const [target] = node.targets;
  const { value } = node;
  if (value.nodeType !== 'BinOp' || target?.nodeType !== 'Name') return undefined;
  if (keyOf(value.left) !== target.id) return undefined;
  noteAdded(node, value, { machine, env, frame });
  const isSquare = value.op.nodeType === 'Pow' && value.right.nodeType === 'Constant';
  if (!isSquare && keyOf(value.right) !== target.id) return undefined;
  return selfApplied(value.op.nodeType, machine.evaluate(value.left, env, frame));
}

/** `text = text + more` keeps more in every turn, as `+=` does. */
function noteAdded(node: PyOf<'Assign'>, { op, left, right }: PyOf<'BinOp'>, place: Place): void {
  const { machine, env, frame } = place;
  if (op.nodeType !== 'Add' || frame.loops.length === 0 || machine.evaluate(left, env, frame).kind === 'number') return;
  noteGrowth(machine.evaluate(right, env, frame), place, { node, machine });
}

/** An ordinary value has an element, or is two or more. */
function selfApplied(op: string, current: Value): Value | undefined {
  if (current.kind !== 'unknown') return undefined;
  if (op === 'Add') return doubledUnknown;
  if (op !== 'Mult' && op !== 'Pow' && op !== 'LShift') return undefined;
  return { ...numberOf(atLeast(4), { isAssumed: true }), bits: { atLeast: 2, atMost: Number.POSITIVE_INFINITY } };
}

function keyOf(node: PyExpression): string | undefined {
  if (node.nodeType === 'Name') return node.id;
  return node.nodeType === 'Attribute' && node.value.nodeType === 'Name' ? `${node.value.id}.${node.attr}` : undefined;
}

/** The target of `x += 1` stands in the tree as written; its value is what is read. */
const asRead = (target: PyExpression): PyExpression => target;
