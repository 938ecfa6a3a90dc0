import type { FieldRead } from '../../entry/field-reads.ts';
import { type FunctionNode, isFunction, nameOf } from '../expressions.ts';
import type { Identifier } from '../scopes.ts';
import type { ScriptContext } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

/** Functions that the input is followed into when it is handed on whole. */
const maximumFunctions = 20;
const maximumParameters = 20;

type OwnRead = Omit<FieldRead, 'parameter'>;

/** `input.x`, `input['x']` and what is taken apart, for the parameters of a function. */
export function fieldReads(start: FunctionNode, context: ScriptContext): FieldRead[] {
  return start.params
    .slice(0, maximumParameters)
    .flatMap((_, parameter) => readsOf(start, parameter, context).map((read) => ({ ...read, parameter })));
}

function readsOf(start: FunctionNode, parameter: number, context: ScriptContext): OwnRead[] {
  const followed: { owner: FunctionNode; index: number }[] = [{ owner: start, index: parameter }];
  const all: OwnRead[] = [];
  // The list grows while it is gone through.
  for (const { owner, index } of followed) {
    const written = owner.params[index];
    const target = written?.type === 'AssignmentPattern' ? written.left : written;
    if (target?.type === 'ObjectPattern') all.push(...ofPattern(target));
    const uses = target?.type === 'Identifier' ? usesOf(owner, target, context) : [];
    all.push(...uses.flatMap((use) => readAt(use, context)));
    for (const next of uses.flatMap((use) => handedOn(use, context) ?? [])) {
      const isKnown = followed.some((one) => one.owner === next.owner && one.index === next.index);
      if (!isKnown && followed.length < maximumFunctions) followed.push(next);
    }
  }
  const asked = new Set(all.filter(({ isNeeded }) => !isNeeded).map(({ field }) => field));
  // A field that is asked for somewhere may be missing where it is read.
  return all.map((read) => (asked.has(read.field) ? { ...read, isNeeded: false } : read));
}

/** Where a parameter is read that is never assigned anything else. */
function usesOf(owner: FunctionNode, { name }: Identifier, { scopes, tree }: ScriptContext): ScriptNode[] {
  const names = tree.nodesOf('Identifier').filter((node) => node.name === name);
  const variable = names.map((node) => scopes.variableOf(node)).find((one) => one?.defs[0]?.node === owner);
  const uses = variable?.defs.length === 1 ? variable.references : [];
  if (uses.some((use) => use.isWrite() && !use.init)) return [];
  return uses.filter((use) => use.isRead() && use.isValueReference).map(({ identifier }) => identifier);
}

/** `({ address: { street }, limit = 10 })`: only what is taken apart further is needed. */
function ofPattern(pattern: NodeOf<'ObjectPattern'>): OwnRead[] {
  return pattern.properties.flatMap((property) => {
    const field = property.type === 'Property' ? nameOf(property) : undefined;
    if (property.type !== 'Property' || field === undefined) return [];
    const isNeeded = property.value.type === 'ObjectPattern' || property.value.type === 'ArrayPattern';
    return [{ field, isNeeded, span: spanOf(property) }];
  });
}

function readAt(use: ScriptNode, { tree, fold }: ScriptContext): OwnRead[] {
  const parent = tree.parentOf(use);
  if (parent?.type === 'VariableDeclarator' && parent.init === use && parent.id.type === 'ObjectPattern')
    return ofPattern(parent.id);
  if (parent?.type === 'BinaryExpression' && parent.operator === 'in' && parent.right === use)
    return [...(fold(parent.left) ?? [])].map((field) => ({ field, isNeeded: false, span: spanOf(parent) }));
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return [];
  const [folded, ...others] = parent.computed ? (fold(parent.property) ?? []) : [nameOf(parent)];
  const above = tree.parentOf(parent);
  if (folded === undefined || others.length > 0 || isWritten(parent, above) || isMethod(folded)) return [];
  // Reading a field of what is not there fails; so does calling it.
  const isNeeded =
    (above?.type === 'MemberExpression' && above.object === parent && !above.optional) ||
    (above?.type === 'CallExpression' && above.callee === parent && !above.optional);
  return [{ field: folded, isNeeded: isNeeded && !isGuarded(parent, tree), span: spanOf(parent) }];
}

const isMethod = (name: string) => name === 'hasOwnProperty' || name === 'toString';

const isWritten = (node: ScriptNode, above: ScriptNode | undefined) =>
  (above?.type === 'AssignmentExpression' && above.left === node) ||
  above?.type === 'UpdateExpression' ||
  (above?.type === 'UnaryExpression' && above.operator === 'delete');

/** Inside `try`, or after `&&` or `?`, a missing field may be what is expected. */
function isGuarded(node: ScriptNode, tree: ScriptContext['tree']): boolean {
  for (let at: ScriptNode | undefined = node; at && !isFunction(at); at = tree.parentOf(at))
    if (at.type === 'TryStatement' || at.type === 'LogicalExpression' || at.type === 'ConditionalExpression')
      return true;
  return false;
}

/** `price(input)`: the function of the code and its parameter that receives it. */
function handedOn(use: ScriptNode, context: ScriptContext): { owner: FunctionNode; index: number } | undefined {
  const call = context.tree.parentOf(use);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier') return undefined;
  const index = (call.arguments as readonly ScriptNode[]).indexOf(use);
  const definition = context.scopes.variableOf(call.callee)?.defs[0]?.node as ScriptNode | undefined;
  const owner = definition?.type === 'VariableDeclarator' ? definition.init : definition;
  return index === -1 || !isFunction(owner) ? undefined : { owner, index };
}
