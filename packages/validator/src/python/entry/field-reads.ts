import type { FieldRead } from '../../entry/field-reads.ts';
import type { PythonContext } from '../python-context.ts';
import type { Binding } from '../scopes.ts';
import type { PyFunction, PyNode, PyOf } from '../tree.ts';

/** Functions that the input is followed into when it is handed on whole. */
const maximumFunctions = 20;
const maximumParameters = 20;

type OwnRead = Omit<FieldRead, 'parameter'>;

/** `input["x"]` and `input.get("x")` for the parameters of a function, also where it hands one on to another function. */
export function fieldReads(start: PyFunction, context: PythonContext): FieldRead[] {
  return parametersOf(start)
    .slice(0, maximumParameters)
    .flatMap((name, parameter) => readsOf(start, name, context).map((read) => ({ ...read, parameter })));
}

const parametersOf = ({ args }: PyFunction) =>
  [...args.posonlyargs, ...args.args, ...args.kwonlyargs].map(({ arg }) => arg);

function readsOf(start: PyFunction, name: string, context: PythonContext): OwnRead[] {
  const followed: { owner: PyFunction; name: string }[] = [{ owner: start, name }];
  const all: OwnRead[] = [];
  // The list grows while it is gone through.
  for (const one of followed) {
    const uses = usesOf(one.owner, one.name, context);
    all.push(...uses.flatMap((use) => readAt(use, context) ?? []));
    for (const next of uses.flatMap((use) => handedOn(use, context) ?? [])) {
      const isKnown = followed.some(({ owner, name: own }) => owner === next.owner && own === next.name);
      if (!isKnown && followed.length < maximumFunctions) followed.push(next);
    }
  }
  const asked = new Set(all.filter(({ isNeeded }) => !isNeeded).map(({ field }) => field));
  // A field that is asked for somewhere may be missing where it is read.
  return all.map((read) => (asked.has(read.field) ? { ...read, isNeeded: false } : read));
}

/** Where a parameter is read that is never assigned anything else. */
function usesOf(owner: PyFunction, name: string, { scopes }: PythonContext): PyOf<'Name'>[] {
  const isOwn = (bindings: readonly Binding[] | undefined) => {
    const only = bindings?.length === 1 ? bindings[0] : undefined;
    return only?.kind === 'parameter' && isParameterOf(only.node, owner);
  };
  return scopes.references.flatMap(({ node }) => (node.id === name && isOwn(scopes.bindingsOf(node)) ? [node] : []));
}

const isParameterOf = (node: PyNode, { args }: PyFunction) =>
  [...args.posonlyargs, ...args.args, ...args.kwonlyargs].some((one) => one === node);

function readAt(use: PyOf<'Name'>, context: PythonContext): OwnRead | undefined {
  const { tree, fold, spanOf } = context;
  const parent = tree.parentOf(use);
  if (parent?.nodeType === 'Subscript' && parent.value === use && parent.ctx.nodeType === 'Load') {
    const [field, ...others] = fold(parent.slice) ?? [];
    if (field === undefined || others.length > 0) return undefined;
    return { field, isNeeded: !isCaught(parent, context), span: spanOf(parent) };
  }
  if (parent?.nodeType === 'Compare') return membership(use, parent, context);
  const call = parent?.nodeType === 'Attribute' && parent.attr === 'get' ? tree.parentOf(parent) : undefined;
  if (call?.nodeType !== 'Call' || call.func !== parent) return undefined;
  const first = call.args[0];
  const [field, ...others] = (first && fold(first)) ?? [];
  return field === undefined || others.length > 0 ? undefined : { field, isNeeded: false, span: spanOf(call) };
}

/** `"x" in input`. */
function membership(use: PyOf<'Name'>, compare: PyOf<'Compare'>, { fold, spanOf }: PythonContext): OwnRead | undefined {
  if (compare.comparators[0] !== use || !/^(?:Not)?In$/.test(compare.ops[0]?.nodeType ?? '')) return undefined;
  const [field, ...others] = fold(compare.left) ?? [];
  return field === undefined || others.length > 0 ? undefined : { field, isNeeded: false, span: spanOf(compare) };
}

/** Inside `try`, a missing field may be what is expected. */
function isCaught(node: PyNode, { tree }: PythonContext): boolean {
  for (let at: PyNode | undefined = node; at; at = tree.parentOf(at)) if (at.nodeType === 'Try') return true;
  return false;
}

/** `price(input)`: the function of the code and its parameter that receives it. */
function handedOn(use: PyOf<'Name'>, context: PythonContext): { owner: PyFunction; name: string } | undefined {
  const call = context.tree.parentOf(use);
  if (call?.nodeType !== 'Call' || call.func.nodeType !== 'Name') return undefined;
  const bindings = context.scopes.bindingsOf(call.func) ?? [];
  const owner = bindings.length === 1 ? bindings[0]?.node : undefined;
  if (owner?.nodeType !== 'FunctionDef' && owner?.nodeType !== 'AsyncFunctionDef') return undefined;
  const name = parametersOf(owner)[call.args.indexOf(use)];
  return name === undefined ? undefined : { owner, name };
}
