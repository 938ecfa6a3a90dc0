import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

/** Where the code asks for chance: `Math.random` by whatever name, called or handed on, and `crypto`. */
export function* randomUses(context: ScriptContext): Generator<ScriptNode> {
  yield* membersOf(context, 'Math', ['random']);
  for (const node of context.scopes.free) if (node.name === 'crypto') yield node;
}

/** Where the code asks for the time: `Date.now`, `Date()` and `new Date()` without arguments, `performance`. */
export function* clockUses(context: ScriptContext): Generator<ScriptNode> {
  const { tree, scopes } = context;
  yield* membersOf(context, 'Date', ['now']);
  for (const node of scopes.free) if (node.name === 'performance') yield node;
  for (const node of tree.nodesOf('NewExpression', 'CallExpression')) {
    const isAsking = node.type === 'CallExpression' || node.arguments.length === 0;
    if (isAsking && isGlobal(node.callee, 'Date', context)) yield node;
  }
}

/** `Math.random`, `M['random']`, and `const { random } = Math`. */
function* membersOf(context: ScriptContext, owner: string, names: readonly string[]): Generator<ScriptNode> {
  for (const node of context.tree.nodesOf('MemberExpression')) {
    if (!isGlobal(node.object, owner, context)) continue;
    if (context.pathsOf(node).some(({ keys: [key] }) => key === undefined || names.includes(key))) yield node;
  }
  for (const { init, id } of context.tree.nodesOf('VariableDeclarator')) {
    if (!init || id.type !== 'ObjectPattern' || !isGlobal(init, owner, context)) continue;
    for (const property of id.properties)
      if (property.type === 'Property' && property.key.type === 'Identifier' && names.includes(property.key.name))
        yield property;
  }
}

const isGlobal = (node: ScriptNode, name: string, { pathsOf, scopes }: ScriptContext) =>
  pathsOf(node).some(
    ({ root, keys }) => keys.length === 0 && root.type === 'Identifier' && root.name === name && scopes.isFree(root),
  );
