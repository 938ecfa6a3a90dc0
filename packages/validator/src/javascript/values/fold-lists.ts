import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptNode } from '../tree.ts';
import { concatenate, foldAt, only, type ScriptFold, type Values } from './value-sets.ts';

/** `[…].join(s)`, also after `.reverse()`, and `'…'.split('').reverse().join('')`. */
export function joined(list: ScriptNode, separators: Values, fold: ScriptFold): Values {
  const parts = listOf(unwrap(list), fold);
  return parts && concatenate(parts.flatMap((part, index) => (index === 0 ? [part] : [separators, part])));
}

function listOf(node: ScriptNode, fold: ScriptFold): Values[] | undefined {
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => elementsFrom(element, fold));
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = nameOf(node.callee);
  if (method === 'reverse' || method === 'toReversed') return listOf(unwrap(node.callee.object), fold)?.toReversed();
  if (method !== 'split') return undefined;
  const text = only(fold(node.callee.object));
  const separator = only(foldAt(node.arguments, 0, fold));
  return text === undefined || separator === undefined
    ? undefined
    : text.split(separator).map((part) => new Set([part]));
}

/** `...'text'` spreads into its characters. */
function elementsFrom(element: ScriptNode | null, fold: ScriptFold): Values[] {
  if (!element) return [new Set([''])];
  if (element.type !== 'SpreadElement') return [fold(element)];
  const text = only(fold(element.argument));
  return text === undefined ? [undefined] : [...text].map((character) => new Set([character]));
}
