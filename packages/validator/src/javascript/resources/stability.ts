import type { Variable } from '@typescript-eslint/scope-manager';
import { isTarget } from '../assignment-targets.ts';
import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { changesOfMember, resizing } from './list-changes.ts';
import type { LoopNode } from './loops.ts';
import { memberWrites } from './member-writes.ts';
import { memberName } from './methods.ts';
import { isInside, nodesIn, variableById } from './nodes-in.ts';

/** Tells whether only the statements of a loop itself can change what stands under a key (see `keyOf`). */
export function stabilityIn(loop: LoopNode, context: ScriptContext): (key: string) => boolean {
  const calls = foreignCalls(loop, context);
  const known = new Map<string, boolean>();
  return (key) => {
    const found = known.get(key) ?? isStable(key, { loop, context, hasCalls: calls });
    known.set(key, found);
    return found;
  };
}

interface Facts {
  readonly loop: LoopNode;
  readonly context: ScriptContext;
  /** Code from elsewhere runs during a turn. */
  readonly hasCalls: boolean;
}

/** References that are looked at for one piece of code; what is left when they are used up counts as unstable. */
const mostLooks = 500_000;
const looks = new WeakMap<ScriptContext, number>();

function isAffordable(count: number, { context }: Facts): boolean {
  const all = (looks.get(context) ?? 0) + count;
  looks.set(context, all);
  return all < mostLooks;
}

function isStable(key: string, facts: Facts): boolean {
  const [base = '', ...names] = key.split('.');
  const variable = variableById(facts.context, base);
  if (base !== 'this' && !variable) return false;
  const [name, ...deeper] = names;
  if (variable && !isAffordable(variable.references.length, facts)) return false;
  if (variable && !isStableVariable(variable, facts, name === undefined)) return false;
  if (name === undefined) return true;
  if (deeper.length === 0 && name === 'length' && variable) return isStableList(variable, facts);
  return isStableMember(variable, names, facts);
}

function isStableVariable(variable: Variable, { loop, context, hasCalls }: Facts, isCompared: boolean): boolean {
  const { functions, valueAt } = resourcesOf(context);
  const home = functions.around(loop);
  return variable.references.every((use) => {
    const node = use.identifier as ScriptNode;
    // An object, such as a Date, changes without being assigned.
    if (!use.isWrite())
      return !isCompared || !isInside(node, loop) || !isHandled(node, context) || primitives.has(valueAt(node).kind);
    const isElsewhere = functions.around(node) !== home;
    return !isElsewhere || (!hasCalls && !isInside(node, loop)) || Boolean(use.init);
  });
}

const primitives: ReadonlySet<string> = new Set(['number', 'text', 'bigint', 'truth', 'nothing', 'list']);

/** A method of it is called, or it is passed to a function of the code's own. */
function isHandled(node: ScriptNode, { tree, scopes }: ScriptContext): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'CallExpression') return parent.callee !== node && !isBuiltIn(parent.callee, scopes.isFree);
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const use = tree.parentOf(parent);
  return use?.type === 'CallExpression' && use.callee === parent && !resizing.has(nameOf(parent) ?? '');
}

/** The length of a list: nobody else has it in hand while the loop runs, or nobody else runs. */
function isStableList(variable: Variable, { loop, context, hasCalls }: Facts): boolean {
  const { functions } = resourcesOf(context);
  const home = functions.around(loop);
  const isOwn = !hasCalls || isFresh(variable);
  return (
    isOwn &&
    variable.references.every((use) => {
      if (!use.isRead()) return true;
      const node = use.identifier as ScriptNode;
      const isElsewhere = functions.around(node) !== home;
      if (isElsewhere) return (!hasCalls && !isInside(node, loop)) || !isHandedOut(node, context, true);
      return !isHandedOut(node, context, false) || !hasCalls;
    })
  );
}

/** Made here, so that no other name leads to it. */
function isFresh(variable: Variable): boolean {
  return variable.defs.every(({ node }) => {
    const init = node.type === 'VariableDeclarator' && node.init ? unwrap(node.init as ScriptNode) : undefined;
    return init?.type === 'ArrayExpression' || init?.type === 'NewExpression' || init?.type === 'CallExpression';
  });
}

/** Passed on, stored, or (when resizing counts) made longer or shorter. */
function isHandedOut(node: ScriptNode, { tree, scopes }: ScriptContext, countsResizing: boolean): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'ForOfStatement' || parent?.type === 'SpreadElement' || parent?.type === 'BinaryExpression')
    return false;
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    if (!countsResizing) return false;
    return resizing.has(nameOf(parent) ?? '') || isTarget(parent, tree);
  }
  if (parent?.type === 'CallExpression') return !isBuiltIn(parent.callee, scopes.isFree);
  return !(parent?.type === 'AssignmentExpression' && parent.left === node);
}

function isBuiltIn(callee: ScriptNode, isFree: ScriptContext['scopes']['isFree']): boolean {
  const node = unwrap(callee);
  if (node.type === 'Identifier') return isFree(node);
  return node.type === 'MemberExpression' && isBuiltIn(unwrap(node.object), isFree);
}

/** `tool.running`, `this.count`: no code elsewhere assigns a member of that name while it runs. */
function isStableMember(variable: Variable | undefined, names: readonly string[], facts: Facts): boolean {
  const { context, loop, hasCalls } = facts;
  const { functions } = resourcesOf(context);
  if (names.some((name) => functions.methods(name).some(({ kind }) => kind === 'get' || kind === 'set'))) return false;
  if (variable && (hasCalls || isUsedWhole(variable, facts))) return false;
  const home = functions.around(loop);
  const [holder, last] = [names.at(-2), names.at(-1) ?? ''];
  const resized = last === 'length' && holder !== undefined && hasCalls ? changesOfMember(holder, context.tree) : [];
  if (!isAffordable(resized.length, facts) || resized.some((node) => functions.around(node) !== home)) return false;
  const writes = memberWrites(context, last);
  if (!isAffordable(writes.length, facts)) return false;
  return writes.every((node) => {
    const isElsewhere = functions.around(node) !== home;
    return isElsewhere ? !hasCalls : !isInside(node, loop) || hasBase(node, variable, context);
  });
}

const hasBase = (node: NodeOf<'MemberExpression'>, variable: Variable | undefined, { scopes }: ScriptContext) => {
  const base = unwrap(node.object);
  if (base.type === 'ThisExpression') return variable === undefined;
  return base.type === 'Identifier' && variable !== undefined && scopes.variableOf(base) === variable;
};

/** A method is called on it, or it is passed on: it may change in ways that no assignment shows. */
function isUsedWhole(variable: Variable, { loop, context: { tree } }: Facts): boolean {
  return variable.references.some(({ identifier }) => {
    const node = identifier as ScriptNode;
    if (!isInside(node, loop)) return false;
    const parent = tree.parentOf(node);
    if (parent?.type !== 'MemberExpression') return true;
    const use = tree.parentOf(parent);
    return use?.type === 'CallExpression' && use.callee === parent;
  });
}

/** Own functions, functions that were passed in, and waiting: whatever lets code from elsewhere run. */
function foreignCalls(loop: LoopNode, context: ScriptContext): boolean {
  const { functions } = resourcesOf(context);
  const waits = ['AwaitExpression', 'YieldExpression', 'TaggedTemplateExpression'] as const;
  if (waits.some((kind) => nodesIn(context, loop, kind).length > 0)) return true;
  const calls = [...nodesIn(context, loop, 'CallExpression'), ...nodesIn(context, loop, 'NewExpression')];
  return calls.some(({ callee, arguments: args }) => {
    const target = unwrap(callee);
    if (target.type === 'Identifier') return !context.scopes.isFree(target);
    if (target.type !== 'MemberExpression') return true;
    const name = memberName(target);
    if (args.some((argument) => !isFunction(argument) && functions.named(argument))) return true;
    return name === undefined || functions.methods(name).length > 0;
  });
}
