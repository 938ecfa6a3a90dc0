import type { Variable } from '@typescript-eslint/scope-manager';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptNode } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import { unknown, type Value } from './values.ts';

/** `const { width = 72 } = input`, `const [a, b] = [1, 2]`. */
export function valueFromPattern(
  pattern: ScriptNode,
  variable: Variable,
  source: ScriptNode | null,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const place = placeIn(pattern, variable);
  if (!place) return unknown;
  const { node, key, fallback } = place;
  const whole = source && node === pattern ? evaluator.value(source, frame) : unknown;
  const part = memberOf(whole, key, frame, evaluator);
  if (!fallback || (part.kind !== 'unknown' && part.kind !== 'nothing')) return part;
  return frame.mode === 'ordinary' || part.kind === 'nothing' ? evaluator.value(fallback, frame) : unknown;
}

function memberOf(whole: Value, key: string | number | undefined, frame: Frame, evaluator: Evaluator): Value {
  if (whole.kind === 'list' && typeof key === 'number') return whole.items?.[key] ?? unknown;
  if (whole.kind !== 'object' || whole.node.type !== 'ObjectExpression') return unknown;
  for (const property of whole.node.properties)
    if (property.type === 'Property' && nameOf(property) === key) return evaluator.value(property.value, frame);
  return unknown;
}

interface Place {
  readonly node: ScriptNode;
  readonly key: string | number | undefined;
  readonly fallback?: ScriptNode;
}

/** Where a pattern binds a variable, however deep. */
export function placeIn(pattern: ScriptNode, variable: Variable): Place | undefined {
  const names = new Set<unknown>(variable.identifiers);
  const pending: ScriptNode[] = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const parts = partsOf(node);
    for (const { key, target } of parts) {
      const bound = target.type === 'AssignmentPattern' ? target.left : target;
      if (names.has(bound))
        return { node, key, ...(target.type === 'AssignmentPattern' ? { fallback: target.right } : {}) };
      pending.push(unwrap(bound));
    }
  }
  return undefined;
}

function partsOf(node: ScriptNode): { key: string | number | undefined; target: ScriptNode }[] {
  if (node.type === 'ArrayPattern')
    return node.elements.flatMap((target, key) => (target ? [{ key, target: target as ScriptNode }] : []));
  if (node.type !== 'ObjectPattern') return [];
  return node.properties.flatMap((property) =>
    property.type === 'Property' ? [{ key: nameOf(property), target: property.value as ScriptNode }] : [],
  );
}
