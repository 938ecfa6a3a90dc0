import {
  type Assembled,
  concatenated,
  constantText,
  filled,
  joinedWith,
  literalText,
  ownText,
  unknownText,
} from '../regex/assembled.ts';
import type { PythonContext } from './python-context.ts';
import type { PyExpression, PyNode, PyOf } from './tree.ts';

const maximumDepth = 30;
/** Calls whose result stands for itself in a pattern. */
const escaping = new Set([
  're.escape',
  'builtins.int',
  'builtins.len',
  'builtins.abs',
  'builtins.round',
  'builtins.ord',
]);

/** The patterns that an expression can be, as far as constants tell. */
export function regexTexts(node: PyExpression, context: PythonContext, depth = 0): readonly Assembled[] {
  const known = context.fold(node);
  if (known) return [...known].slice(0, 16).map(constantText);
  if (depth > maximumDepth) return unknownText;
  const next = (child: PyExpression) => regexTexts(child, context, depth + 1);
  switch (node.nodeType) {
    case 'Constant':
      return typeof node.value === 'string' ? [constantText(node.value)] : literalText;
    case 'JoinedStr':
      return concatenated(node.values.map(next));
    case 'FormattedValue':
      return isNumeric(node) ? literalText : next(node.value);
    case 'BinOp':
      return ofOperation(node, next);
    case 'IfExp':
      return [...next(node.body), ...next(node.orelse)];
    case 'BoolOp':
      return node.values.flatMap(next);
    case 'NamedExpr':
      return next(node.value);
    case 'Name':
      return ofName(node, context, next);
    case 'Attribute':
      return ofMember(node, context, next);
    case 'Subscript':
      return ofEntry(node, context, next);
    case 'Call':
      return ofCall(node, context, next);
    default:
      return unknownText;
  }
}

type Next = (child: PyExpression) => readonly Assembled[];

/** `{n:d}` and `{n:02}` give digits. */
function isNumeric({ format_spec: spec }: PyOf<'FormattedValue'>): boolean {
  const [only] = spec?.nodeType === 'JoinedStr' ? spec.values : [];
  return only?.nodeType === 'Constant' && /^0?\d*d?$/.test(String(only.value)) && /[\dd]$/.test(String(only.value));
}

function ofOperation({ op, left, right }: PyOf<'BinOp'>, next: Next): readonly Assembled[] {
  if (op.nodeType === 'Add') return concatenated([next(left), next(right)]);
  if (op.nodeType !== 'Mod') return unknownText;
  const parts = right.nodeType === 'Tuple' ? right.elts.map(next) : [next(right)];
  return next(left).flatMap(({ text }) => filled(text, /%(?:\(\w+\))?[sdr]/, parts));
}

function ofName(node: PyOf<'Name'>, context: PythonContext, next: Next): readonly Assembled[] {
  const { scopes } = context;
  const bindings = scopes.bindingsOf(node) ?? [];
  if (bindings.length === 0 || bindings.length > 8) return unknownText;
  return bindings.flatMap(({ kind, value, node: place }) => {
    if (kind === 'assignment' && value) return next(value);
    return runsOverOwnTexts(place, context) ? ownText : unknownText;
  });
}

/** `for kind, pattern in SPEC`, where SPEC is written down in the code. */
function runsOverOwnTexts(place: PyNode, { tree, scopes }: PythonContext): boolean {
  let at: PyNode | undefined = place;
  while (at && at.nodeType !== 'For' && at.nodeType !== 'Comprehension') {
    if (at.nodeType !== 'Name' && at.nodeType !== 'Tuple') return false;
    at = tree.parentOf(at);
  }
  let source = at?.iter;
  while (source?.nodeType === 'Call' || source?.nodeType === 'Attribute')
    source = source.nodeType === 'Attribute' ? source.value : (source.args[0] ?? source.func);
  const value = source?.nodeType === 'Name' ? scopes.bindingsOf(source)?.[0]?.value : source;
  return value !== undefined && tables.has(value.nodeType);
}

const tables = new Set(['List', 'Tuple', 'Dict', 'Set']);

/** `PARTS['word']` and `PARTS.get(kind)`: the entry, or all of them. */
function ofEntry(node: PyOf<'Subscript'>, context: PythonContext, next: Next): readonly Assembled[] {
  const table = tableOf(node.value, context);
  if (!table) return unknownText;
  if (table.nodeType !== 'Dict') return 'elts' in table ? table.elts.slice(0, 16).flatMap(next) : unknownText;
  const [key, ...others] = context.fold(node.slice) ?? [];
  const isWanted = (one: PyExpression | null) =>
    key === undefined || others.length > 0 || !one || context.fold(one)?.has(key) !== false;
  return table.values
    .filter((_, index) => isWanted(table.keys[index] ?? null))
    .slice(0, 16)
    .flatMap(next);
}

/** The table that a name is assigned, whatever is done with it later. */
function tableOf(node: PyExpression, { scopes }: PythonContext): PyExpression | undefined {
  const value = node.nodeType === 'Name' ? scopes.bindingsOf(node)?.[0]?.value : node;
  return value && tables.has(value.nodeType) ? value : undefined;
}

/** `Patterns.WORD` and `self.WORD`: what a class of the code assigns to the name. */
function ofMember(node: PyOf<'Attribute'>, { tree }: PythonContext, next: Next): readonly Assembled[] {
  if (node.attr === 'pattern' && node.value.nodeType === 'Call') return next(node.value.args[0] ?? node.value);
  if (node.value.nodeType !== 'Name') return unknownText;
  const isOwn = node.value.id === 'self' || node.value.id === 'cls';
  const classes = tree.nodesOf('ClassDef').filter(({ name }) => isOwn || name === (node.value as PyOf<'Name'>).id);
  const values = classes.flatMap(({ body }) =>
    body.flatMap((statement) => {
      if (statement.nodeType !== 'Assign') return [];
      const [target] = statement.targets;
      return target?.nodeType === 'Name' && target.id === node.attr ? [statement.value] : [];
    }),
  );
  return values.length === 0 ? unknownText : values.slice(0, 8).flatMap(next);
}

function ofCall(node: PyOf<'Call'>, context: PythonContext, next: Next): readonly Assembled[] {
  const { func, args } = node;
  const origin = context.paths.originOf(func) ?? '';
  const [first] = args;
  if (escaping.has(origin)) return literalText;
  if (origin === 'builtins.str' && first) return next(first);
  if (func.nodeType !== 'Attribute') return unknownText;
  if (func.attr === 'join' && first) return ofJoin(next(func.value), first, context, next);
  if (func.attr === 'format')
    return next(func.value).flatMap(({ text }) =>
      filled(text, /\{\w*\}/, [...args.map(next), ...valuesOf(node, next)]),
    );
  const table = func.attr === 'get' ? tableOf(func.value, context) : undefined;
  if (table?.nodeType === 'Dict') return [...table.values.slice(0, 15), ...args.slice(1)].flatMap(next);
  // `.strip()` and `.lower()` change nothing that matters here.
  return /^(?:l|r)?strip$|^lower$|^upper$/.test(func.attr) ? next(func.value) : unknownText;
}

const valuesOf = ({ keywords }: PyOf<'Call'>, next: Next) => keywords.map(({ value }) => next(value));

function ofJoin(
  separator: readonly Assembled[],
  list: PyExpression,
  context: PythonContext,
  next: Next,
): readonly Assembled[] {
  const items = listOf(list, context);
  if (items) return joinedWith(separator, items.slice(0, 2_000).map(next));
  // A list that is only known at run time: two of its items show what they do beside each other.
  const item = itemOf(list, context, next);
  return joinedWith(separator, [item, item]);
}

/** The items of a list that is written down, as it is, sorted or by its name. */
function listOf(node: PyExpression, context: PythonContext): readonly PyExpression[] | undefined {
  if (node.nodeType === 'List' || node.nodeType === 'Tuple' || node.nodeType === 'Set') return node.elts;
  if (node.nodeType === 'Call') {
    const [first] = node.args;
    const isOrder = /^builtins\.(?:sorted|list|tuple|set|reversed)$/.test(context.paths.originOf(node.func) ?? '');
    return isOrder && first ? listOf(first, context) : undefined;
  }
  if (node.nodeType !== 'Name') return undefined;
  const bindings = context.scopes.bindingsOf(node) ?? [];
  const [binding] = bindings;
  const value = bindings.length === 1 && binding?.kind === 'assignment' ? binding.value : undefined;
  return value && value.nodeType !== 'Name' && value.nodeType !== 'Call' ? listOf(value, context) : undefined;
}

/** What each item is: `re.escape(word) for word in words`, `map(re.escape, words)`. */
function itemOf(node: PyExpression, { paths }: PythonContext, next: Next): readonly Assembled[] {
  if (node.nodeType === 'GeneratorExp' || node.nodeType === 'ListComp' || node.nodeType === 'SetComp')
    return next(node.elt);
  if (node.nodeType !== 'Call') return unknownText;
  const [first] = node.args;
  if (paths.originOf(node.func) === 'builtins.map' && first)
    return escaping.has(paths.originOf(first) ?? '') ? literalText : unknownText;
  return first && paths.originOf(node.func) === 'builtins.sorted'
    ? itemOf(first, { paths } as PythonContext, next)
    : unknownText;
}
