import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression } from '../tree.ts';
import { consume } from './consume.ts';
import type { Place } from './machine.ts';
import { notePrecision } from './precision.ts';
import { elementOf } from './sequence-arithmetic.ts';
import { sequenceOf, unknown, type Value } from './value.ts';

/** Binds whatever stands left of `=`, `for` or `as`. */
export function assign(target: PyExpression, value: Value, place: Place): void {
  const { env, machine, frame } = place;
  switch (target.nodeType) {
    case 'Name':
      env.set(target.id, value);
      return;
    case 'Starred':
      assign(target.value, sequenceOf('list', zeroOrMore), place);
      return;
    case 'Tuple':
    case 'List':
      assignEach(target.elts, value, place);
      return;
    case 'Attribute':
      if (target.attr === 'prec') notePrecision(value, { node: target, machine });
      if (target.value.nodeType === 'Name') env.set(`${target.value.id}.${target.attr}`, value);
      else machine.evaluate(target.value, env, frame);
      return;
    case 'Subscript':
      machine.evaluate(target.slice, env, frame);
      changeItem(target.value, place);
      return;
    default:
  }
}

function assignEach(targets: readonly PyExpression[], value: Value, place: Place): void {
  const known = value.kind === 'sequence' && value.elements?.length === targets.length ? value.elements : undefined;
  for (const target of targets)
    if (target.nodeType === 'Starred') consume(value, { node: target, machine: place.machine });
  const hasStar = targets.some(({ nodeType }) => nodeType === 'Starred');
  targets.forEach((target, index) => {
    assign(target, (known && !hasStar ? known[index] : undefined) ?? (hasStar ? unknown : elementOf(value)), place);
  });
}

/** `table[key] = value`: a list keeps its length, a dictionary may grow; what is in it is forgotten. */
function changeItem(node: PyExpression, { env, machine, frame }: Place): void {
  const value = machine.evaluate(node, env, frame);
  if (node.nodeType !== 'Name' || value.kind !== 'sequence') return;
  const { atLeast } = value.length;
  const isDict = value.type === 'dict';
  env.set(node.id, sequenceOf(value.type, isDict ? { atLeast, atMost: Number.POSITIVE_INFINITY } : value.length));
}
