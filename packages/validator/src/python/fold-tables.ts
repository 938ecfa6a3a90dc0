import type { Fold, FoldFacts } from './fold.ts';
import { union, type Values } from './fold-values.ts';
import type { PyExpression, PyOf } from './tree.ts';

/** Reads through `TABLE[a][b]` and `TABLE.get(a, other)`: every entry that could be meant. */
export function foldEntries(node: PyExpression, fold: Fold, facts: FoldFacts): Values {
  const entries = entriesOf(node, facts, 0);
  return entries && union(entries.filter(({ length }) => length > 0).map((parts) => facts.unionOf(parts, fold)));
}

const maximumSteps = 4;

/** One list for each table that a subscript or `get` may read, and for a fallback; absent when a table is not known. */
type Entries = readonly (readonly PyExpression[])[];

/** More tables than this in a table count as unknown. */
const maximumTables = 1_000;

function entriesOf(node: PyExpression, facts: FoldFacts, steps: number): Entries | undefined {
  if (steps > maximumSteps) return undefined;
  if (node.nodeType === 'Subscript') return stepInto(node.value, facts, steps);
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || node.func.attr !== 'get') return undefined;
  const [, fallback] = node.args;
  const entries = stepInto(node.func.value, facts, steps);
  return entries && [...entries, ...(fallback ? [[fallback]] : [])];
}

function stepInto(table: PyExpression, facts: FoldFacts, steps: number): Entries | undefined {
  const known = facts.table(table);
  const tables = entriesOf(known, facts, steps + 1) ?? [[known]];
  const entries: (readonly PyExpression[])[] = [];
  for (const one of tables.flat()) {
    const parts = partsOf(facts.table(one));
    if (!parts || entries.length >= maximumTables) return undefined;
    entries.push(parts);
  }
  return entries;
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
      return facts.unionOf(iterable.keys, fold);
    case 'List':
    case 'Tuple':
    case 'Set':
      return facts.unionOf(iterable.elts, fold);
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
  return func.attr === 'values' ? facts.unionOf(table.values, fold) : undefined;
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
  return facts.unionOf(index === 0 ? table.keys : table.values, fold);
}
