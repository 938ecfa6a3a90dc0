import { anyNumber, between, type Interval, isBounded, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyNode, PyOf } from '../tree.ts';
import { childrenOf } from '../tree.ts';
import { changingMethods } from './changing-methods.ts';
import type { LoopState } from './frame.ts';
import type { Place } from './machine.ts';
import { type NumberValue, unknown, type Value } from './value.ts';

type Loop = PyOf<'For' | 'AsyncFor' | 'While'>;

/** What a loop was found to do before it is run for good. */
export interface Settled {
  /** The names that a turn changes. */
  readonly changed: ReadonlySet<string>;
  /** Some turn can leave it. */
  readonly isLeft: boolean;
}

/**
 * Leaves in the environment bounds that hold before every turn of a loop. Inside a loop that is being settled itself,
 * whatever is assigned counts as unknown, so that nesting costs little.
 */
export function settle(turn: () => LoopState, loop: Loop, place: Place): Settled {
  const { machine, env } = place;
  if (machine.silence > 0) {
    const changed = assignedIn(loop);
    for (const name of changed) env.set(name, forgotten(env.get(name)));
    // Nothing is noted now, so it does not matter how often the loop turns.
    return { changed, isLeft: true };
  }
  const first = tried(turn, place);
  let isSettled = true;
  for (const [name, value] of first.hull) {
    const before = env.get(name);
    const after = widened(before, value);
    if (before?.kind !== 'unknown') isSettled = false;
    env.set(name, after);
  }
  if (isSettled) return { changed: new Set(first.hull.keys()), isLeft: first.isLeft };
  const second = tried(turn, place);
  for (const [name, value] of second.hull) {
    const known = env.get(name);
    if (!first.hull.has(name) || !known || !includes(known, value)) env.set(name, forgotten(known));
  }
  return { changed: new Set([...first.hull.keys(), ...second.hull.keys()]), isLeft: second.isLeft };
}

/** One turn that leaves nothing behind: everything it assigned, and whether it can leave the loop. */
function tried(turn: () => LoopState, { machine, env }: Place): { hull: Map<string, Value>; isLeft: boolean } {
  let isLeft = false;
  let hull = new Map<string, Value>();
  machine.silently(() => {
    env.attempt(() => {
      hull = env.watch(() => {
        isLeft = turn().isLeft;
      });
    });
  });
  return { hull, isLeft };
}

/** Ends that moved are given up, ends that stayed are kept. A name that the loop itself binds starts as it is there. */
function widened(before: Value | undefined, hull: Value): Value {
  if (!before) return hull.kind === 'number' || hull.kind === 'sequence' || hull.kind === 'text' ? hull : unknown;
  if (before.kind === 'number' && hull.kind === 'number') return widenedNumber(before, hull);
  if (before.kind === 'sequence' && hull.kind === 'sequence' && before.type === hull.type)
    return { kind: 'sequence', type: before.type, length: keepLength(before.length, hull.length) };
  if (before.kind === 'text' && hull.kind === 'text')
    return { kind: 'text', length: keepLength(before.length, hull.length) };
  return unknown;
}

function widenedNumber(before: NumberValue, hull: NumberValue): NumberValue {
  const value = keepEnds(before.value, hull.value);
  const bits = keepLength(before.bits, hull.bits);
  return {
    kind: 'number',
    value,
    // A number without bounds has a size without bounds, even when one more turn did not show it.
    bits: isBounded(value) ? bits : between(bits.atLeast, Number.POSITIVE_INFINITY),
    isFloat: before.isFloat || hull.isFloat,
    isAssumed: Boolean(before.isAssumed || hull.isAssumed),
  };
}

const keepEnds = (before: Interval, after: Interval): Interval =>
  between(
    after.atLeast >= before.atLeast ? before.atLeast : Number.NEGATIVE_INFINITY,
    after.atMost <= before.atMost ? before.atMost : Number.POSITIVE_INFINITY,
  );

const keepLength = (before: Interval, after: Interval): Interval => {
  const { atLeast, atMost } = keepEnds(before, after);
  return between(Math.max(0, atLeast), atMost);
};

function includes(known: Value, value: Value): boolean {
  if (known.kind === 'unknown') return true;
  if (known.kind === 'number' && value.kind === 'number')
    return holds(known.value, value.value) && holds(known.bits, value.bits) && (known.isFloat || !value.isFloat);
  if (known.kind === 'sequence' && value.kind === 'sequence')
    return known.type === value.type && holds(known.length, value.length);
  if (known.kind === 'text' && value.kind === 'text') return holds(known.length, value.length);
  return false;
}

const holds = (outer: Interval, inner: Interval) => outer.atLeast <= inner.atLeast && inner.atMost <= outer.atMost;

/** What is left when a value may have become any other: its kind, for collections that only methods change. */
function forgotten(value: Value | undefined): Value {
  if (value?.kind === 'number') return { kind: 'number', value: anyNumber, bits: zeroOrMore, isFloat: value.isFloat };
  if (value?.kind === 'sequence') return { kind: 'sequence', type: value.type, length: zeroOrMore };
  return unknown;
}

const assigned = new WeakMap<PyNode, Set<string>>();

/** Every name that a loop assigns, or changes by a method. Kept: loops are run several times. */
function assignedIn(loop: Loop): Set<string> {
  const known = assigned.get(loop);
  if (known) return known;
  const names = new Set<string>();
  const pending: PyNode[] = [loop];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const name = changedBy(node);
    if (name !== undefined) names.add(name);
    pending.push(...childrenOf(node));
  }
  assigned.set(loop, names);
  return names;
}

function changedBy(node: PyNode): string | undefined {
  if (node.nodeType === 'Name') return node.ctx.nodeType === 'Load' ? undefined : node.id;
  if (node.nodeType !== 'Attribute' && node.nodeType !== 'Subscript') return undefined;
  const { value, ctx } = node;
  if (value.nodeType !== 'Name') return undefined;
  if (ctx.nodeType !== 'Load') return node.nodeType === 'Attribute' ? `${value.id}.${node.attr}` : value.id;
  return node.nodeType === 'Attribute' && changingMethods.has(node.attr) ? value.id : undefined;
}
