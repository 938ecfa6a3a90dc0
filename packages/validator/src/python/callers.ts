import type { ScopeAnalysis } from './build-scopes.ts';
import type { Fold } from './fold.ts';
import { union, type Values } from './fold-values.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyFunction, PyNode, PyOf, PythonTree } from './tree.ts';

/** What the code itself passes to its functions. */
export interface Callers {
  /** The strings that every call gives a parameter; absent when some call is out of sight. */
  argumentsFor(parameter: Binding, fold: Fold): Values;
}

/** The function that the runtime calls; set as soon as it is known. */
export interface Entry {
  name?: string | undefined;
}

/** A function that is called from more places is not followed. */
const maximumCalls = 64;

/** A function that is only ever called by its name, and is not the entry point, gets what its calls say. */
export function createCallers(tree: PythonTree, scopes: ScopeAnalysis, entry: Entry): Callers {
  const calls = new Map<PyNode, readonly PyOf<'Call'>[] | undefined>();
  const callsOf = (definition: PyFunction) => {
    if (!calls.has(definition)) calls.set(definition, search(definition));
    return calls.get(definition);
  };
  const search = (definition: PyFunction) => {
    if (definition.decorator_list.length > 0 || !isFunction(definition)) return undefined;
    const uses = references(definition);
    const found = uses.map((node) => tree.parentOf(node));
    const isCalled = found.every((call, index) => call?.nodeType === 'Call' && call.func === uses[index]);
    return isCalled ? (found as PyOf<'Call'>[]) : undefined;
  };
  const isFunction = (definition: PyFunction) => {
    const parent = tree.parentOf(definition);
    if (parent?.nodeType === 'ClassDef') return false;
    return parent?.nodeType !== 'Module' || (entry.name !== undefined && entry.name !== definition.name);
  };
  const references = (definition: PyFunction) =>
    (byName().get(definition.name) ?? []).filter((node) => {
      const bindings = scopes.bindingsOf(node) ?? [];
      return bindings.some((binding) => binding.node === definition);
    });
  let named: Map<string, PyOf<'Name'>[]> | undefined;
  const byName = () => {
    named ??= namesIn(scopes);
    return named;
  };
  return {
    argumentsFor(parameter, fold) {
      const definition = tree.parentOf(tree.parentOf(parameter.node) ?? parameter.node);
      if (definition?.nodeType !== 'FunctionDef' && definition?.nodeType !== 'AsyncFunctionDef') return undefined;
      const known = callsOf(definition) ?? [];
      if (known.length === 0 || known.length > maximumCalls) return undefined;
      const given = known.map((call) => argumentOf(call, definition, parameter));
      return union(given.map((argument) => argument && fold(argument)));
    },
  };
}

function namesIn({ references }: ScopeAnalysis): Map<string, PyOf<'Name'>[]> {
  const names = new Map<string, PyOf<'Name'>[]>();
  for (const { node } of references) {
    if (node.ctx.nodeType !== 'Load') continue;
    const same = names.get(node.id);
    if (same) same.push(node);
    else names.set(node.id, [node]);
  }
  return names;
}

/** What one call gives a parameter: by place, by name or by default. */
function argumentOf(call: PyOf<'Call'>, { args }: PyFunction, parameter: Binding): PyExpression | undefined {
  const positional = [...args.posonlyargs, ...args.args];
  if (call.args.some(({ nodeType }) => nodeType === 'Starred') || call.keywords.some(({ arg }) => !arg))
    return undefined;
  if (parameter.node === args.vararg || parameter.node === args.kwarg) return undefined;
  const index = (positional as readonly PyNode[]).indexOf(parameter.node);
  const named = call.keywords.find(({ arg }) => parameter.node.nodeType === 'Arg' && arg === parameter.node.arg);
  return (index >= 0 ? call.args[index] : undefined) ?? named?.value ?? parameter.fallback;
}
