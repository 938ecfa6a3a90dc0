import { createSourceText } from '../../analysis/source-text.ts';
import { parseScript } from '../../javascript/parser/parse-script.ts';
import { analyseScopes } from '../../javascript/scopes.ts';
import { type NodeOf, type ScriptNode, type ScriptTree, spanOf } from '../../javascript/tree.ts';
import { type Edit, freshName, type Mutation, occurrencesOf, swapped } from './mutation.ts';

type ScriptLanguage = 'javascript' | 'typescript';

/** Every single step to another text of the same program. */
export function scriptMutations(code: string, language: ScriptLanguage): readonly Mutation[] {
  const tree = parseScript(createSourceText(code).code, language);
  return [
    ...renames(code, tree),
    ...aliases(code, tree),
    ...members(code, tree),
    ...splits(code, tree),
    ...wraps(code, tree),
    ...reorders(code, tree),
  ];
}

/** Names that are declared here and stand nowhere but where they are declared and used as plain names. */
function* renames(code: string, tree: ScriptTree): Generator<Mutation> {
  const { isFree, variableOf } = analyseScopes(tree);
  const byName = Map.groupBy(tree.nodesOf('Identifier'), ({ name }) => name);
  for (const [name, nodes] of byName) {
    const isOwn = nodes.some((node) => variableOf(node)) && !nodes.some((node) => isFree(node));
    if (!isOwn || name === 'handler' || name === 'arguments' || nodes.some((node) => isPartOfShape(node, tree)))
      continue;
    const places = new Map(nodes.map((node) => [node.range[0], node]));
    if (places.size !== occurrencesOf(name, code)) continue;
    const text = freshName(code);
    const edits = [...places.keys()].map((start): Edit => ({ start, end: start + name.length, text }));
    yield { kind: 'rename', edits };
  }
}

/** Keys, members and exports are seen from outside. */
function isPartOfShape(node: ScriptNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'Property') return parent.shorthand || (parent.key === node && !parent.computed);
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent === undefined || /^(?:Export|Import|TS|Method|PropertyDef|Label|Break|Continue|Meta)/.test(parent.type))
    return true;
  return parent.type === 'FunctionDeclaration' && /^Export/.test(tree.parentOf(parent)?.type ?? '');
}

/** A global is first put into a variable. */
function* aliases(code: string, tree: ScriptTree): Generator<Mutation> {
  const { free } = analyseScopes(tree);
  const text = freshName(code);
  for (const [name, nodes] of Map.groupBy(free, (node) => node.name)) {
    const isPlain = nodes.every((node) => !isPartOfShape(node, tree) && !isWritten(node, tree));
    if (!isPlain || nodes.length !== occurrencesOf(name, code) || name === 'undefined' || name === 'arguments')
      continue;
    const uses = nodes.map(({ range: [start, end] }): Edit => ({ start, end, text }));
    yield { kind: 'alias', edits: [{ start: 0, end: 0, text: `const ${text} = ${name};\n` }, ...uses] };
  }
}

function isWritten(node: ScriptNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  return parent?.type === 'UnaryExpression' || parent?.type === 'UpdateExpression' || parent?.type === 'ForInStatement';
}

/** `a.b` becomes `a["b"]`. */
function* members(code: string, tree: ScriptTree): Generator<Mutation> {
  for (const node of tree.nodesOf('MemberExpression')) {
    if (node.computed || node.property.type !== 'Identifier' || isInType(node, tree)) continue;
    // The tree shows `a['b']` plainly already.
    if (code.slice(...node.property.range) !== node.property.name) continue;
    const start = node.object.range[1];
    const text = `${node.optional ? '?.' : ''}["${node.property.name}"]`;
    // Brackets around the object, or a comment, stand between the two: leave such places alone.
    if (node.property.range[0] - start > (node.optional ? 2 : 1)) continue;
    yield { kind: 'alias', edits: [{ start, end: node.property.range[1], text }] };
  }
}

function isInType(node: ScriptNode, tree: ScriptTree): boolean {
  for (let at: ScriptNode | undefined = node; at; at = tree.parentOf(at))
    if (/^TS(?!As|NonNull|Satisf)/.test(at.type)) return true;
  return false;
}

/** `'secret'` becomes `('sec' + 'ret')`. */
function* splits(code: string, tree: ScriptTree): Generator<Mutation> {
  for (const node of tree.nodesOf('Literal')) {
    const [start, end] = node.range;
    const [, quote, text] = /^(["'])([^"'\\\n]{2,})\1$/.exec(code.slice(start, end)) ?? [];
    if (quote === undefined || text === undefined || isFixedText(node, tree)) continue;
    const half = Math.floor(text.length / 2);
    const parts = [text.slice(0, half), text.slice(half)].map((part) => `${quote}${part}${quote}`);
    yield { kind: 'split', edits: [{ start, end, text: `(${parts.join(' + ')})` }] };
  }
}

/** Keys, module names, directives and types. */
function isFixedText(node: NodeOf<'Literal'>, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent === undefined || /^(?:Export|Import|TS|ExpressionStatement)/.test(parent.type)) return true;
  return 'key' in parent && parent.key === node && !('computed' in parent && parent.computed);
}

/** `value` becomes `(() => value)()` where it is returned, assigned or handed over. */
function* wraps(code: string, tree: ScriptTree): Generator<Mutation> {
  for (const value of wrappable(tree)) {
    const { start, end } = spanOf(value);
    const text = code.slice(start, end);
    if (/\b(?:await|yield|arguments|super)\b/.test(text)) continue;
    const body = text.startsWith('{') ? `(${text})` : text;
    yield { kind: 'wrap', edits: [{ start, end, text: `(() => ${body})()` }] };
    yield { kind: 'wrap', edits: [{ start, end, text: `((held) => held)(${text})` }] };
  }
}

function* wrappable(tree: ScriptTree): Generator<ScriptNode> {
  for (const { argument } of tree.nodesOf('ReturnStatement'))
    if (argument && argument.type !== 'SequenceExpression') yield argument;
  for (const { init } of tree.nodesOf('VariableDeclarator')) if (init) yield init;
  for (const { arguments: args } of tree.nodesOf('CallExpression', 'NewExpression'))
    for (const argument of args) if (argument.type !== 'SpreadElement') yield argument;
}

/** Two function declarations that follow each other change places: both are hoisted. */
function* reorders(code: string, tree: ScriptTree): Generator<Mutation> {
  const { body } = tree.program;
  for (const [index, first] of body.entries()) {
    const second = body[index + 1];
    if (second && isFunction(first) && isFunction(second)) yield swapped(code, spanOf(first), spanOf(second));
  }
}

function isFunction(node: ScriptNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'FunctionDeclaration')
  );
}
