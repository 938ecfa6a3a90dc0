import type { Fold, FoldFacts } from './fold.ts';
import { union, type Values } from './fold-values.ts';
import type { PyExpression, PyOf } from './tree.ts';

/** Reads through `TABLE[a][b]` and `TABLE.get(a, other)`: every entry that could be meant. */
export function foldEntries(node: PyExpression, fold: Fold, facts: FoldFacts): Values {
  const entries = entriesOf(node, facts, 0);
  return entries && union(entries.map((entry) => fold(entry)));
}

const maximumSteps = 4;

/** The entries of a constant table that a subscript or `get` may give; absent when the table is not known. */
function entriesOf(node: PyExpression, facts: FoldFacts, steps: number): readonly PyExpression[] | undefined {
  if (steps > maximumSteps) return undefined;
  if (node.nodeType === 'Subscript') return stepInto(node.value, facts, steps);
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || node.func.attr !== 'get') return undefined;
  const [, fallback] = node.args;
  const entries = stepInto(node.func.value, facts, steps);
  return entries && [...entries, ...(fallback ? [fallback] : [])];
}

function stepInto(table: PyExpression, facts: FoldFacts, steps: number): readonly PyExpression[] | undefined {
  const known = facts.table(table);
  const tables = entriesOf(known, facts, steps + 1) ?? [known];
  const entries = tables.map((one) => partsOf(facts.table(one)));
  return entries.some((parts) => parts === undefined) ? undefined : entries.flatMap((parts) => parts ?? []);
}

/** The values of a dictionary, the elements of a sequence. */
function partsOf(node: PyExpression): readonly PyExpression[] | undefined {
  if (node.nodeType === 'Dict') return node.keys.some((key) => !key) ? undefined : node.values;
  return node.nodeType === 'List' || node.nodeType === 'Tuple' ? node.elts : undefined;
}

/** The strings over which `for x in node` runs. */
export function elementsOf(node: PyExpression, fold: Fold, facts: FoldFacts): Values {
  const iterable = facts.table(node);
  switch (iterable.nodeType) {
    case 'Dict':
      return union(iterable.keys.map((key) => (key ? fold(key) : undefined)));
    case 'List':
    case 'Tuple':
    case 'Set':
      return union(iterable.elts.map((element) => fold(element)));
    case 'Call':
      return ofIteratingCall(iterable, fold, facts);
    default:
      return undefined;
  }
}

const passingOn = new Set([
  'builtins.sorted',
  'builtins.list',
  'builtins.tuple',
  'builtins.set',
  'builtins.reversed',
  'builtins.iter',
  'builtins.frozenset',
]);

function ofIteratingCall({ func, args }: PyOf<'Call'>, fold: Fold, facts: FoldFacts): Values {
  const [first] = args;
  if (first && passingOn.has(facts.paths.originOf(func) ?? '')) return elementsOf(first, fold, facts);
  if (func.nodeType !== 'Attribute' || args.length > 0) return undefined;
  const table = facts.table(func.value);
  if (table.nodeType !== 'Dict' || table.keys.some((key) => !key)) return undefined;
  if (func.attr === 'keys') return elementsOf(table, fold, facts);
  return func.attr === 'values' ? union(table.values.map((value) => fold(value))) : undefined;
}

/** The strings that the element at `index` of each item of an iterable can be: `for a, b in node`. */
export function foldElementAt(node: PyExpression, index: number, fold: Fold, facts: FoldFacts): Values {
  const iterable = facts.table(node);
  if (iterable.nodeType === 'List' || iterable.nodeType === 'Tuple')
    return union(
      iterable.elts.map((row) => (row.nodeType === 'Tuple' && row.elts[index] ? fold(row.elts[index]) : undefined)),
    );
  if (iterable.nodeType !== 'Call') return undefined;
  const { func, args } = iterable;
  const [first] = args;
  const origin = facts.paths.originOf(func);
  if (origin === 'builtins.sorted' && first) return foldElementAt(first, index, fold, facts);
  if (origin === 'builtins.enumerate' && first && index === 1) return elementsOf(first, fold, facts);
  if (origin === 'builtins.zip') return args[index] && elementsOf(args[index], fold, facts);
  if (func.nodeType !== 'Attribute' || func.attr !== 'items') return undefined;
  const table = facts.table(func.value);
  if (table.nodeType !== 'Dict' || table.keys.some((key) => !key)) return undefined;
  return union((index === 0 ? table.keys : table.values).map((part) => (part ? fold(part) : undefined)));
}
