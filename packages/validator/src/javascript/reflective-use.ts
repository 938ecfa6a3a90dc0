import { nameOf } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';

const comparisons = new Set(['===', '!==', '==', '!=']);

/** The one name a member expression can mean, written out or computed from constants. */
export function reflectiveName(member: NodeOf<'MemberExpression'>, { fold }: ScriptContext): string | undefined {
  const [only, ...others] = member.computed ? (fold(member.property) ?? []) : [nameOf(member)];
  return others.length === 0 ? only : undefined;
}

/** `Object.getPrototypeOf(x) === Object.prototype`, directly or by a constant that is only ever compared. */
export function comparesPrototype(member: ScriptNode, { tree, scopes }: ScriptContext): boolean {
  const call = tree.parentOf(member);
  if (call?.type !== 'CallExpression' || call.callee !== member) return false;
  const use = tree.parentOf(call);
  if (isComparison(use)) return true;
  if (use?.type !== 'VariableDeclarator' || use.id.type !== 'Identifier') return false;
  const { id } = use;
  return tree
    .nodesOf('Identifier')
    .filter((node) => node !== id && scopes.variableOf(node)?.defs[0]?.node === use)
    .every((node) => isComparison(tree.parentOf(node)));
}

function isComparison(node: ScriptNode | undefined): boolean {
  return node?.type === 'BinaryExpression' && comparisons.has(node.operator);
}
