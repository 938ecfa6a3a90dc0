import type { NodeOf, ScriptNode, ScriptTree } from './tree.ts';

/** The expression under type assertions, `!` and optional chains: they change nothing at run time. */
export function unwrap(node: ScriptNode): ScriptNode {
  let at = node;
  while (
    at.type === 'TSAsExpression' ||
    at.type === 'TSNonNullExpression' ||
    at.type === 'TSSatisfiesExpression' ||
    at.type === 'TSTypeAssertion' ||
    at.type === 'TSInstantiationExpression' ||
    at.type === 'ChainExpression'
  )
    at = at.expression;
  return at;
}

/** The outermost expression that is this one with nothing but type assertions and optional chains around it. */
export function outermost(node: ScriptNode, tree: ScriptTree): ScriptNode {
  let at = node;
  for (let parent = tree.parentOf(at); parent && unwrap(parent) === unwrap(node); parent = tree.parentOf(at))
    at = parent;
  return at;
}

/** The name that a member expression, property or class member is written with; absent when it is computed. */
export function nameOf(node: ScriptNode): string | undefined {
  if (node.type === 'MemberExpression') return node.computed ? undefined : keyName(node.property);
  if ('key' in node && 'computed' in node) return node.computed ? undefined : keyName(node.key as ScriptNode);
  return undefined;
}

function keyName(key: ScriptNode): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

export type FunctionNode = NodeOf<'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression'>;

export function isFunction(node: ScriptNode | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}
