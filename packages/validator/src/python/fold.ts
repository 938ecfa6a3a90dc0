import type { ScopeAnalysis } from './build-scopes.ts';
import { createTables, type TableOf } from './constant-tables.ts';
import type { Paths } from './paths.ts';
import type { PyExpression, PyOf, PythonTree } from './tree.ts';

/** All strings an expression can have; absent when that is not known. */
export type Fold = (node: PyExpression) => ReadonlySet<string> | undefined;

/** More possibilities than this count as unknown, and so does text longer than this. */
const maximumValues = 64;
const maximumChars = 10_000;
const maximumDepth = 40;

/** Constant folding over strings: what an obfuscated name comes to without running anything. */
export function createFolder(tree: PythonTree, scopes: ScopeAnalysis, paths: Paths): Fold {
  const known = new Map<PyExpression, ReadonlySet<string> | undefined>();
  const facts = { scopes, paths, table: createTables(scopes, tree) };
  const fold = (node: PyExpression, depth: number): ReadonlySet<string> | undefined => {
    if (depth > maximumDepth || known.has(node)) return known.get(node);
    // Unknown while it is being worked out, so that names which need each other come to an end.
    known.set(node, undefined);
    const values = valuesOf(node, (child) => fold(child, depth + 1), facts);
    if (values && isSmall(values)) known.set(node, values);
    return known.get(node);
  };
  return (node) => fold(node, 0);
}

interface Facts {
  readonly scopes: ScopeAnalysis;
  readonly paths: Paths;
  readonly table: TableOf;
}

const isSmall = (values: ReadonlySet<string>) =>
  values.size <= maximumValues && [...values].every((value) => value.length <= maximumChars);

function valuesOf(node: PyExpression, fold: Fold, facts: Facts) {
  switch (node.nodeType) {
    case 'Constant':
      return ofConstant(node);
    case 'BinOp':
      return node.op.nodeType === 'Add' ? concatenate([fold(node.left), fold(node.right)]) : undefined;
    case 'JoinedStr':
      return concatenate(node.values.map((part) => fold(part)));
    case 'FormattedValue':
      return node.format_spec ? undefined : fold(node.value);
    case 'IfExp':
      return union([fold(node.body), fold(node.orelse)]);
    case 'Name':
      return ofName(node, fold, facts);
    case 'Subscript':
      return ofSubscript(node, fold, facts);
    case 'Call':
      return ofCall(node, fold, facts.paths);
    default:
      return undefined;
  }
}

/** `\N{...}` stays as written in this parser's strings, so such a string is not known. */
function ofConstant({ value, quote_style: quotes = '' }: PyOf<'Constant'>) {
  if (typeof value !== 'string' || /b/i.test(quotes ?? '')) return undefined;
  return value.includes('\\N{') ? undefined : new Set([value]);
}

/** A name that is only ever assigned one thing, or runs over a constant collection. */
function ofName(node: PyOf<'Name'>, fold: Fold, { scopes, table }: Facts) {
  const bindings = scopes.bindingsOf(node) ?? [];
  if (bindings.length === 0 || bindings.length > 8) return undefined;
  return union(
    bindings.map(({ kind, value }) => {
      if (!value) return undefined;
      return kind === 'loop' ? ofElements(table(value), fold) : fold(value);
    }),
  );
}

/** The strings in a constant list, tuple or set, or the keys of a constant dictionary. */
function ofElements(node: PyExpression, fold: Fold) {
  if (node.nodeType === 'Dict') return union(node.keys.map((key) => (key ? fold(key) : undefined)));
  if (node.nodeType !== 'List' && node.nodeType !== 'Tuple' && node.nodeType !== 'Set') return undefined;
  return union(node.elts.map((element) => fold(element)));
}

function ofSubscript({ value, slice }: PyOf<'Subscript'>, fold: Fold, { table }: Facts) {
  if (slice.nodeType === 'Slice') return isReversal(slice) ? mapAll(fold(value), reverse) : undefined;
  const found = table(value);
  if (found.nodeType === 'Dict') return union(found.values.map((entry) => fold(entry)));
  return ofElements(found, fold);
}

function isReversal({ lower, upper, step }: PyOf<'Slice'>): boolean {
  if (lower || upper || step?.nodeType !== 'UnaryOp' || step.op.nodeType !== 'USub') return false;
  return step.operand.nodeType === 'Constant' && step.operand.value === 1;
}

const reverse = (text: string) => [...text].reverse().join('');

const textMethods = new Map<string, (text: string, ...args: string[]) => string>([
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['casefold', (text) => text.toLowerCase()],
  ['strip', (text, chars) => (chars === undefined ? text.trim() : text)],
  ['replace', (text, from = '', to = '') => text.replaceAll(from, to)],
]);

function ofCall({ func, args, keywords }: PyOf<'Call'>, fold: Fold, paths: Paths) {
  if (keywords.length > 0) return undefined;
  const [first] = args;
  if (paths.originOf(func) === 'builtins.chr') return ofCodePoint(first);
  if (paths.originOf(func) === 'builtins.str' && first) return fold(first);
  if (func.nodeType !== 'Attribute') return undefined;
  if (func.attr === 'join' && first) return ofJoin(fold(func.value), first, fold);
  const method = textMethods.get(func.attr);
  const folded = args.map((argument) => fold(argument));
  const constants = folded.map((values) => (values?.size === 1 ? [...values][0] : undefined));
  if (!method || constants.some((constant) => constant === undefined)) return undefined;
  return mapAll(fold(func.value), (text) => method(text, ...(constants as string[])));
}

function ofCodePoint(node: PyExpression | undefined) {
  if (node?.nodeType !== 'Constant' || typeof node.value !== 'number') return undefined;
  return node.value >= 0 && node.value <= 0x10ffff ? new Set([String.fromCodePoint(node.value)]) : undefined;
}

function ofJoin(separators: ReadonlySet<string> | undefined, list: PyExpression, fold: Fold) {
  if (list.nodeType !== 'List' && list.nodeType !== 'Tuple') return undefined;
  const parts = list.elts.flatMap((element, index) => [...(index > 0 ? [separators] : []), fold(element)]);
  return concatenate(parts);
}

function mapAll(values: ReadonlySet<string> | undefined, change: (text: string) => string) {
  return values && new Set([...values].map(change));
}

type Values = ReadonlySet<string> | undefined;

function union(all: readonly Values[]): Values {
  if (all.length === 0 || all.some((values) => values === undefined)) return undefined;
  return new Set(all.flatMap((values) => [...(values ?? [])]));
}

/** Every combination of the parts; unknown as soon as there are too many. */
function concatenate(parts: readonly Values[]): Values {
  let texts: string[] = [''];
  for (const values of parts) {
    if (!values || texts.length * values.size > maximumValues || (texts[0]?.length ?? 0) > maximumChars)
      return undefined;
    texts = texts.flatMap((head) => [...values].map((tail) => head + tail));
  }
  return new Set(texts);
}
