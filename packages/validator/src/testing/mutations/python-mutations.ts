import { createSourceText, type Span } from '../../analysis/source-text.ts';
import { buildScopes } from '../../python/build-scopes.ts';
import { parsePython } from '../../python/parser/parse-python.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from '../../python/tree.ts';
import { type Edit, freshName, type Mutation, occurrencesOf, swapped } from './mutation.ts';

interface Program {
  readonly code: string;
  readonly tree: PythonTree;
  readonly spanOf: (node: PyNode) => Span;
}

/** Every single step to another text of the same Python program. */
export function pythonMutations(code: string): readonly Mutation[] {
  const source = createSourceText(code);
  const tree = parsePython(source);
  // Of an attribute a tree's own span is the name alone; a mutation needs the whole expression.
  const spanOf = (node: PyNode) => ({
    start: source.offsetOfBytes(node.lineno ?? 1, node.col_offset ?? 0),
    end: source.offsetOfBytes(node.end_lineno ?? 1, node.end_col_offset ?? 0),
  });
  const program = { code, tree, spanOf };
  return [...renames(program), ...aliases(program), ...splits(program), ...wraps(program), ...reorders(program)];
}

/** Names that are bound here and stand nowhere but where they are bound and used. */
function* renames({ code, tree, spanOf }: Program): Generator<Mutation> {
  const places = new Map<string, Edit[]>();
  const free = new Set<string>();
  const put = (name: string, start: number) =>
    places.set(name, [...(places.get(name) ?? []), { start, end: start + name.length, text: '' }]);
  const { references, bindingsOf } = buildScopes(tree);
  for (const { node } of references) {
    put(node.id, spanOf(node).start);
    if (!bindingsOf(node)) free.add(node.id);
  }
  for (const node of tree.nodesOf('Arg')) put(node.arg, spanOf(node).start);
  for (const node of tree.nodesOf('FunctionDef', 'ClassDef'))
    put(node.name, code.indexOf(node.name, spanOf(node).start + 4));
  for (const [name, edits] of places) {
    if (free.has(name) || name === 'handler' || name.startsWith('_') || edits.length !== occurrencesOf(name, code))
      continue;
    const text = freshName(code);
    yield { kind: 'rename', edits: edits.map((edit) => ({ ...edit, text })) };
  }
}

/** `import os` becomes `import os as held`; a builtin is first put into a variable. */
function* aliases({ code, tree, spanOf }: Program): Generator<Mutation> {
  const { references, bindingsOf } = buildScopes(tree);
  const usesOf = (name: string) => references.filter(({ node }) => node.id === name).map(({ node }) => spanOf(node));
  const text = freshName(code);
  for (const alias of tree.nodesOf('Alias')) {
    if (alias.asname || alias.name === '*' || alias.name.includes('.')) continue;
    const uses = usesOf(alias.name);
    const { end } = spanOf(alias);
    const parent = tree.parentOf(alias);
    const isFuture = parent?.nodeType === 'ImportFrom' && parent.module === '__future__';
    if (isFuture || uses.length + 1 !== occurrencesOf(alias.name, code)) continue;
    yield {
      kind: 'alias',
      edits: [{ start: end, end, text: ` as ${text}` }, ...uses.map((use) => ({ ...use, text }))],
    };
  }
  const free = new Set(
    references.filter(({ node }) => !bindingsOf(node) && /^[a-z]/.test(node.id)).map(({ node }) => node.id),
  );
  const top = afterHead(tree, spanOf);
  for (const name of free) {
    const uses = usesOf(name);
    if (uses.length !== occurrencesOf(name, code) || name === 'super') continue;
    yield {
      kind: 'alias',
      edits: [{ start: top, end: top, text: `${text} = ${name}\n` }, ...uses.map((use) => ({ ...use, text }))],
    };
  }
}

/** Where a statement may be put in: behind the docstring and the imports from `__future__`. */
function afterHead({ module }: PythonTree, spanOf: Program['spanOf']): number {
  const first = module.body.find(
    (statement) =>
      !(statement.nodeType === 'Expr' && statement.value.nodeType === 'Constant') &&
      !(statement.nodeType === 'ImportFrom' && statement.module === '__future__'),
  );
  if (!first) return 0;
  const decorated = 'decorator_list' in first ? first.decorator_list[0] : undefined;
  return decorated ? spanOf(decorated).start - 1 : spanOf(first).start;
}

/** `'secret'` becomes `('sec' + 'ret')`. */
function* splits({ code, tree, spanOf }: Program): Generator<Mutation> {
  for (const node of tree.nodesOf('Constant')) {
    const span = spanOf(node);
    const written = /^(r?)(["'])(?!\2\2)([^"'\\]{2,})\2$/.exec(code.slice(span.start, span.end));
    const parent = tree.parentOf(node);
    if (!written || typeof node.value !== 'string' || !parent || isFixedText(node, tree)) continue;
    const [, raw = '', quote = "'", text = ''] = written;
    const half = Math.floor(text.length / 2);
    const parts = [text.slice(0, half), text.slice(half)].map((part) => `${raw}${quote}${part}${quote}`);
    yield { kind: 'split', edits: [{ ...span, text: `(${parts.join(' + ')})` }] };
  }
}

const fixedTexts = new Set([
  'Expr',
  'JoinedStr',
  'FormattedValue',
  'MatchValue',
  'MatchMapping',
  'AnnAssign',
  'Arg',
  'Subscript',
]);

/** Docstrings, parts of f-strings, patterns and what may be a type. */
function isFixedText(node: PyNode, tree: PythonTree): boolean {
  for (let at = tree.parentOf(node), depth = 0; at && depth < 3; at = tree.parentOf(at), depth += 1)
    if (fixedTexts.has(at.nodeType)) return true;
  return false;
}

/** `value` becomes `(lambda: value)()` where it is returned, assigned or handed over. */
function* wraps({ code, tree, spanOf }: Program): Generator<Mutation> {
  for (const value of wrappable(tree)) {
    const span = spanOf(value);
    const text = code.slice(span.start, span.end);
    if (/\b(?:await|yield|lambda|super)\b|:=/.test(text) || isInClassBody(value, tree)) continue;
    yield { kind: 'wrap', edits: [{ ...span, text: `(lambda: ${text})()` }] };
    yield { kind: 'wrap', edits: [{ ...span, text: `(lambda held: held)(${text})` }] };
  }
}

function* wrappable(tree: PythonTree): Generator<PyExpression> {
  for (const { value } of tree.nodesOf('Return'))
    if (value && value.nodeType !== 'Starred' && value.nodeType !== 'Tuple') yield value;
  for (const { value } of tree.nodesOf('Assign'))
    if (value.nodeType !== 'Tuple' && value.nodeType !== 'Starred') yield value;
  for (const { args, func } of tree.nodesOf('Call')) {
    if (func.nodeType === 'Name' && func.id !== 'super') yield func;
    for (const argument of args)
      if (argument.nodeType !== 'Starred' && argument.nodeType !== 'GeneratorExp') yield argument;
  }
}

/** A lambda in a class body does not see the class's names, and one in a comprehension there neither. */
function isInClassBody(node: PyNode, tree: PythonTree): boolean {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.nodeType === 'FunctionDef' || at.nodeType === 'AsyncFunctionDef') return false;
    if (at.nodeType === 'ClassDef') return true;
  }
  return false;
}

/** Two functions that follow each other at the top level, without decorators or defaults, change places. */
function* reorders({ code, tree, spanOf }: Program): Generator<Mutation> {
  for (const [index, first] of tree.module.body.entries()) {
    const second = tree.module.body[index + 1];
    if (second && isPlainFunction(first) && isPlainFunction(second)) yield swapped(code, spanOf(first), spanOf(second));
  }
}

function isPlainFunction(node: PyNode): node is PyOf<'FunctionDef'> {
  if (node.nodeType !== 'FunctionDef' || node.decorator_list.length > 0) return false;
  return node.args.defaults.length === 0 && node.args.kw_defaults.length === 0;
}
