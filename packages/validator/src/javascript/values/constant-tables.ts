import type { Variable } from '@typescript-eslint/scope-manager';
import { unwrap } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';
import { createTableUses } from './table-uses.ts';

/** What a variable is initialised with, when nothing else is ever assigned to it or done to it. */
export type InitialOf = (node: NodeOf<'Identifier'>) => ScriptNode | undefined;

export interface ConstantTables {
  readonly initial: InitialOf;
  /** How many lists and objects may be inside one another for all uses of a variable to be nothing but reads. */
  readonly depthRead: (variable: Variable) => number;
}

/** Arrays and objects count as constant while they are only ever read, and so is what is inside them. */
export function createTables(scopes: ScriptScopes, tree: ScriptTree): ConstantTables {
  const known = new Map<Variable, ScriptNode | undefined>();
  const depthRead = createTableUses(scopes, tree);
  const tableOf = (variable: Variable) => {
    const value = initialOf(variable);
    return value && depthOf(value) <= depthRead(variable) ? value : undefined;
  };
  const initial: InitialOf = (node) => {
    const variable = scopes.variableOf(node);
    if (!variable) return undefined;
    if (!known.has(variable)) known.set(variable, tableOf(variable));
    return known.get(variable);
  };
  return { initial, depthRead };
}

function initialOf(variable: Variable): ScriptNode | undefined {
  const [definition, ...others] = variable.defs;
  if (definition?.node.type !== 'VariableDeclarator' || others.length > 0) return undefined;
  const { init, id } = definition.node;
  const isAssigned = variable.references.filter((use) => use.isWrite()).length > 1;
  return init && id.type === 'Identifier' && !isAssigned ? init : undefined;
}

/** How many lists and objects are inside one another, as they are written. */
function depthOf(node: ScriptNode | null): number {
  const table = node && unwrap(node);
  if (table?.type !== 'ArrayExpression' && table?.type !== 'ObjectExpression') return 0;
  let deepest = 0;
  for (const member of membersOf(table)) deepest = Math.max(deepest, depthOf(member));
  return 1 + deepest;
}

const membersOf = (table: NodeOf<'ArrayExpression' | 'ObjectExpression'>) =>
  table.type === 'ArrayExpression'
    ? table.elements
    : table.properties.map((property) => (property.type === 'Property' ? property.value : null));
