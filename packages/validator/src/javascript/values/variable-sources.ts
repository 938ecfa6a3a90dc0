import type { Variable } from '@typescript-eslint/scope-manager';
import { type FunctionNode, isFunction, nameOf, outermost } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import type { Call, CallIndex } from './call-index.ts';
import { keyOf } from './literal-members.ts';

/** An expression that a variable takes its value from, and the keys that a pattern reads from it. */
export interface Source {
  readonly node: ScriptNode;
  readonly keys: readonly (string | undefined)[];
  /** The variable takes each element in turn, not the whole. */
  readonly isElement?: boolean;
}

type Facts = Pick<ScriptContext, 'tree' | 'scopes' | 'fold'> & { readonly calls: CallIndex };

/** More writes or calls than this are left out. */
const maximumUses = 24;

/** Everything that is certainly or possibly assigned to a variable. */
export function sourcesOf(variable: Variable, facts: Facts): Source[] {
  const defined = variable.defs.flatMap(({ type, name, node }) => {
    if (type === 'FunctionName' || type === 'ClassName') return [{ node: node as ScriptNode, keys: [] }];
    return name.type === 'Identifier' ? throughPattern(name, facts) : [];
  });
  const written = variable.references
    .filter((use) => use.isWrite() && !use.init)
    .slice(0, maximumUses)
    .flatMap(({ identifier }) => throughPattern(identifier, facts));
  return [...defined, ...written];
}

/** Climbs from a name out of the patterns around it to what is taken apart, defaults on the way included. */
function throughPattern(name: ScriptNode, facts: Facts): Source[] {
  const defaults: Source[] = [];
  let keys: (string | undefined)[] = [];
  let at = name;
  for (let parent = facts.tree.parentOf(at); parent; parent = facts.tree.parentOf(at)) {
    if (parent.type === 'AssignmentPattern' && parent.left === at) defaults.push({ node: parent.right, keys });
    else if (parent.type === 'Property') keys = [keyOf(parent, facts), ...keys];
    else if (parent.type === 'ArrayPattern') keys = [String(parent.elements.indexOf(at as never)), ...keys];
    else if (!['ObjectPattern', 'RestElement', 'TSParameterProperty'].includes(parent.type))
      return [...defaults, ...fromOwner(at, parent, keys, facts)];
    at = parent;
  }
  return defaults;
}

function fromOwner(at: ScriptNode, owner: ScriptNode, keys: Source['keys'], facts: Facts): Source[] {
  if (owner.type === 'AssignmentExpression') return owner.left === at ? [{ node: owner.right, keys }] : [];
  if (owner.type === 'ForOfStatement') return [{ node: owner.right, keys, isElement: true }];
  if (owner.type === 'VariableDeclarator') {
    if (owner.init) return [{ node: owner.init, keys }];
    const loop = facts.tree.parentOf(facts.tree.parentOf(owner) ?? owner);
    return loop?.type === 'ForOfStatement' ? [{ node: loop.right, keys, isElement: true }] : [];
  }
  return isFunction(owner) ? fromCalls(owner, at, keys, facts) : [];
}

/** The arguments that stand where a parameter does. */
function fromCalls(owner: FunctionNode, parameter: ScriptNode, keys: Source['keys'], facts: Facts): Source[] {
  const index = owner.params.indexOf(parameter as never);
  const given = callsOf(owner, facts).flatMap((call): Source[] => {
    const before = call.arguments.slice(0, index + 1);
    const argument = before.some(({ type }) => type === 'SpreadElement') ? undefined : before[index];
    return argument ? [{ node: argument, keys }] : [];
  });
  return index === 0 ? [...given, ...fromIteration(owner, keys, facts)] : given;
}

/** The first calls of a function, by its name, as a method of its name, or in place. */
export function callsOf(owner: FunctionNode, { tree, scopes, calls }: Facts): Call[] {
  const direct = calls.callOf(owner);
  const parent = tree.parentOf(outermost(owner, tree));
  if (direct) return [direct];
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition')
    return calls.callsOfMethod(nameOf(parent) ?? '').slice(0, maximumUses);
  const variable =
    parent?.type === 'VariableDeclarator' ? scopes.declaredBy(parent) : owner.id ? scopes.namedBy(owner.id) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => calls.callOf(identifier) ?? []).slice(0, maximumUses);
}

const iterating = new Set('forEach map filter flatMap some every find findLast findIndex'.split(' '));

/** `[a, b].forEach((item) => …)`. */
function fromIteration(owner: FunctionNode, keys: Source['keys'], { tree }: Facts): Source[] {
  const parent = tree.parentOf(owner);
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== owner) return [];
  if (parent.callee.type !== 'MemberExpression' || !iterating.has(nameOf(parent.callee) ?? '')) return [];
  return [{ node: parent.callee.object, keys, isElement: true }];
}
