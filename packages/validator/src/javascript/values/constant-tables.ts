import type { Variable } from '@typescript-eslint/scope-manager';
import { isTarget } from '../assignment-targets.ts';
import { nameOf } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';

/** What a variable is initialised with, when nothing else is ever assigned to it or done to it. */
export type InitialOf = (node: NodeOf<'Identifier'>) => ScriptNode | undefined;

const reading = new Set(
  'at concat entries every filter find flat flatMap forEach get has includes indexOf join keys map reduce reduceRight slice some toReversed toSorted values'.split(
    ' ',
  ),
);

/** Arrays and objects count as constant while they are only ever read. */
export function createTables(scopes: ScriptScopes, tree: ScriptTree): InitialOf {
  const known = new Map<Variable, ScriptNode | undefined>();
  return (node) => {
    const variable = scopes.variableOf(node);
    if (!variable) return undefined;
    if (!known.has(variable)) known.set(variable, initialOf(variable, tree));
    return known.get(variable);
  };
}

function initialOf(variable: Variable, tree: ScriptTree): ScriptNode | undefined {
  const [definition, ...others] = variable.defs;
  if (definition?.node.type !== 'VariableDeclarator' || others.length > 0) return undefined;
  const { init, id } = definition.node;
  if (!init || id.type !== 'Identifier' || variable.references.filter((use) => use.isWrite()).length > 1)
    return undefined;
  const isTable = init.type === 'ArrayExpression' || init.type === 'ObjectExpression';
  const uses = variable.references.filter((use) => use.isRead());
  return isTable && !uses.every(({ identifier }) => isRead(identifier, tree)) ? undefined : init;
}

/** `table.key`, `table[key]` or `table.includes(x)`, not written to; iteration and spreading. */
function isRead(node: ScriptNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'ForOfStatement') return parent.right === node;
  if (parent?.type === 'SpreadElement') return true;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const use = tree.parentOf(parent);
  if (use?.type === 'CallExpression' && use.callee === parent) return reading.has(nameOf(parent) ?? '');
  return !isTarget(parent, use);
}
