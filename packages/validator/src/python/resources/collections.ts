import { add } from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { consume } from './consume.ts';
import { noteBytes } from './limits.ts';
import type { Place } from './machine.ts';
import { joinAll, lengthOf, sequenceOf, type Value } from './value.ts';

const types = { List: 'list', Tuple: 'tuple', Set: 'set' } as const;
/** Longer displays are data: their length counts, and what all elements have in common. */
const keptElements = 256;

export function evaluateCollection(node: PyOf<'List' | 'Tuple' | 'Set'>, place: Place): Value {
  const { machine, env, frame } = place;
  if (node.elts.some(({ nodeType }) => nodeType === 'Starred')) return withStars(node, place);
  const elements = node.elts.map((element) => machine.evaluate(element, env, frame));
  const type = types[node.nodeType];
  const { length } = elements;
  if (type === 'set') return sequenceOf(type, between(Math.min(1, length), length), joinAll(elements));
  const known = length <= keptElements ? { elements } : { element: joinAll(elements) };
  return { kind: 'sequence', type, length: exactly(length), ...known };
}

function withStars(node: PyOf<'List' | 'Tuple' | 'Set'>, { machine, env, frame }: Place): Value {
  const type = types[node.nodeType];
  const stars: { node: PyExpression; value: Value }[] = [];
  let length: Interval = exactly(0);
  for (const element of node.elts) {
    const value = machine.iterate(machine.evaluate(element, env, frame), element, frame);
    const isStar = element.nodeType === 'Starred';
    if (isStar) stars.push({ node: element, value });
    length = add(length, isStar ? (lengthOf(value) ?? zeroOrMore) : exactly(1));
  }
  // What it keeps is worse than how long it takes.
  if (noteBytes(sequenceOf(type, length), { node, machine }).kind === 'unknown') return sequenceOf(type, zeroOrMore);
  for (const star of stars) consume(star.value, { node: star.node, machine });
  return sequenceOf(type, length);
}

export function evaluateDict(node: PyOf<'Dict'>, { machine, env, frame }: Place): Value {
  const see = (child: PyExpression) => machine.evaluate(child, env, frame);
  const entries = new Map<string | number, Value>();
  let isKnown = node.values.length <= keptElements;
  node.values.forEach((child, index) => {
    const keyNode = node.keys[index];
    const key = keyNode ? constantOf(see(keyNode)) : undefined;
    const value = see(child);
    if (key === undefined) isKnown = false;
    else entries.set(key, value);
  });
  const { length } = node.values;
  const size = between(
    isKnown ? entries.size : Math.min(1, length),
    node.keys.includes(null as never) ? Number.POSITIVE_INFINITY : length,
  );
  return { kind: 'sequence', type: 'dict', length: size, ...(isKnown ? { entries } : {}) };
}

/** A value that can be looked up by. */
export function constantOf(value: Value): string | number | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind !== 'number' || value.value.atLeast !== value.value.atMost) return undefined;
  return value.value.atLeast;
}
