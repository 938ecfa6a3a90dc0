import { nameOf } from '../../expressions.ts';
import type { NodeOf, ScriptNode } from '../../tree.ts';
import { bounded, type Constant, listOf, notConstant, textOf } from './constant.ts';

/** A literal; big integers are left out. */
export function ofLiteral(node: NodeOf<'Literal'>): Constant {
  if ('regex' in node) return new RegExp(node.regex.pattern, node.regex.flags);
  if ('bigint' in node) throw notConstant;
  return node.value;
}

/** The text of an embedded expression; nothing after the last one. */
export const partAt = (parts: readonly ScriptNode[], index: number, value: (node: ScriptNode) => Constant) => {
  const part = parts[index];
  return part ? textOf(value(part)) : '';
};

/** Elements or arguments, spread out. */
export function listFrom(elements: readonly (ScriptNode | null)[], value: (node: ScriptNode) => Constant): Constant[] {
  return bounded(
    elements.flatMap((element): Constant[] => {
      if (!element) return [undefined];
      return element.type === 'SpreadElement' ? listOf(value(element.argument)) : [value(element)];
    }),
  );
}

/** The entries that a part of an object literal makes. */
export function entryOf(
  property: NodeOf<'Property' | 'SpreadElement'>,
  value: (node: ScriptNode) => Constant,
): [string, Constant][] {
  if (property.type === 'SpreadElement') {
    const spread = value(property.argument);
    if (spread instanceof Map) return [...spread];
    throw notConstant;
  }
  if (property.kind !== 'init') throw notConstant;
  return [[nameOf(property) ?? textOf(value(property.key)), value(property.value)]];
}
