import type { Json } from '@dtr/contracts';
import type { SourceText } from '../../analysis/source-text.ts';
import type { PyExpression, PythonTree } from '../tree.ts';

/** The JSON value of a constant expression; absent when it is not constant or not JSON. */
export function constantOf(node: PyExpression): Json | undefined {
  switch (node.nodeType) {
    case 'Constant':
      return ofValue(node.value, node.quote_style);
    case 'UnaryOp': {
      const value = node.op.nodeType === 'USub' ? constantOf(node.operand) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    case 'List':
    case 'Tuple':
      return allOf(node.elts);
    case 'Dict':
      return ofDict(node.keys, node.values);
    default:
      return undefined;
  }
}

function ofValue(value: unknown, quotes: string | undefined): Json | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return /b/i.test(quotes ?? '') || value === '...' || value.includes('\\N{') ? undefined : value;
}

function allOf(nodes: readonly PyExpression[]): Json[] | undefined {
  const values: Json[] = [];
  for (const node of nodes) {
    const value = constantOf(node);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function ofDict(keys: readonly (PyExpression | null)[], values: readonly PyExpression[]): Json | undefined {
  const names = keys.map((key) => (key ? constantOf(key) : undefined));
  const all = allOf(values);
  if (!all || names.some((name) => typeof name !== 'string')) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, all[index] ?? null]));
}

/** `1.0` and `1` are one number to the parser; the text tells them apart. */
export function isFloat(node: PyExpression, tree: PythonTree, source: SourceText): boolean {
  const { start, end } = tree.spanOf(node);
  const text = source.code.slice(start, end);
  return /[.eE]/.test(text) && !/^-?0[xX]/.test(text);
}
