import type { Variable } from '@typescript-eslint/scope-manager';
import { isTarget } from '../assignment-targets.ts';
import { isFunction, nameOf, outermost } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';

/** Methods that only look. */
const looking = new Set('has includes indexOf join keys'.split(' '));
/** Methods that give members away. */
const giving = new Set('at concat entries flat get slice toReversed toSorted values'.split(' '));
/** Methods that call something with members, and after so many arguments with the table itself. */
const calling = new Map(
  Object.entries({ every: 2, filter: 2, find: 2, flatMap: 2, forEach: 2, map: 2, some: 2, reduce: 3, reduceRight: 3 }),
);

/** For a variable: how many tables may be inside one another for its uses to change none, nor let others change one. */
export function createTableUses(scopes: ScriptScopes, tree: ScriptTree): (variable: Variable) => number {
  const known = new Map<Variable, number>();
  /** 1: a member may be taken, which is no table then. */
  const depthOf = (node: ScriptNode): number => {
    const parent = tree.parentOf(node);
    if (parent?.type === 'ForOfStatement') return parent.right === node ? 1 : 0;
    if (parent?.type === 'SpreadElement') return 1;
    if (parent?.type !== 'MemberExpression' || parent.object !== node) return 0;
    const member = outermost(parent, tree);
    const use = tree.parentOf(member);
    if (use?.type === 'CallExpression' && use.callee === member) return depthOfCall(nameOf(parent) ?? '', use, scopes);
    return isTarget(parent, tree) ? 0 : 1 + depthOf(member);
  };
  return (variable) => {
    const found = known.get(variable);
    if (found !== undefined) return found;
    const reads = variable.references.filter((use) => use.isRead());
    const depth = reads.reduce(
      (least, { identifier }) => Math.min(least, depthOf(identifier)),
      Number.POSITIVE_INFINITY,
    );
    known.set(variable, depth);
    return depth;
  };
}

function depthOfCall(method: string, { arguments: args }: NodeOf<'CallExpression'>, scopes: ScriptScopes): number {
  if (looking.has(method)) return Number.POSITIVE_INFINITY;
  const most = calling.get(method);
  return giving.has(method) || (most !== undefined && takesOnly(most, args[0], scopes)) ? 1 : 0;
}

/** An arrow function that does not ask for the table, or a function that is built in. */
function takesOnly(most: number, callback: ScriptNode | undefined, scopes: ScriptScopes): boolean {
  if (callback?.type === 'Identifier') return scopes.isFree(callback);
  if (!isFunction(callback) || callback.type !== 'ArrowFunctionExpression' || callback.params.length > most)
    return false;
  return callback.params.every(({ type }) => type !== 'RestElement');
}
