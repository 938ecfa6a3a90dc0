import { checkNonlocals } from './check-nonlocals.ts';
import { type Binding, bind, createScope, type Reference, resolve, type Scope } from './scopes.ts';
import { childrenOf, type PyExpression, type PyNode, type PyOf, type PythonTree } from './tree.ts';

/** Every name of a module: where it is bound and where each use of it leads. */
export interface ScopeAnalysis {
  readonly module: Scope;
  readonly references: readonly Reference[];
  /** What a used name is bound to; absent when it is free. */
  bindingsOf(name: PyOf<'Name'>): readonly Binding[] | undefined;
  /** The scope a used name is read from; absent when it is free. */
  ownerOf(name: PyOf<'Name'>): Scope | undefined;
  /** What stands in the body of a class. */
  classScopeOf(node: PyOf<'ClassDef'>): Scope | undefined;
  readonly classScopes: readonly Scope[];
}

interface Visit {
  readonly node: PyNode;
  readonly scope: Scope;
}

type Visitor = (visit: Visit) => readonly Visit[];

/** Follows Python's scoping (LEGB, class and comprehension scopes) without recursion. Throws on a `nonlocal` without binding. */
export function buildScopes(tree: PythonTree): ScopeAnalysis {
  const module = createScope('module', tree.module);
  const references: Reference[] = [];
  const classes = new Map<PyNode, Scope>();
  const nonlocals: { node: PyOf<'Nonlocal'>; scope: Scope }[] = [];
  const pending: Visit[] = below(tree.module, module).reverse();
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const { node, scope } = visit;
    if (scope.kind === 'class') classes.set(scope.node, scope);
    if (node.nodeType === 'Name') references.push({ node, scope });
    if (node.nodeType === 'Nonlocal') nonlocals.push({ node, scope });
    const visitor = visitors[node.nodeType] as Visitor | undefined;
    pending.push(...(visitor ? visitor(visit) : below(node, scope)).toReversed());
  }
  checkNonlocals(nonlocals, references, tree);
  const uses = new Map(references.map(({ node, scope }) => [node, { scope, owner: resolve(scope, node.id) }]));
  return {
    module,
    references,
    bindingsOf: (name) => uses.get(name)?.owner?.bindings.get(name.id),
    ownerOf: (name) => uses.get(name)?.owner,
    classScopeOf: (node) => classes.get(node),
    classScopes: [...classes.values()],
  };
}

const below = (node: PyNode, scope: Scope): Visit[] => childrenOf(node).map((child) => ({ node: child, scope }));
const visits = (nodes: readonly (PyNode | null | undefined)[], scope: Scope): Visit[] =>
  nodes.flatMap((node) => (node ? [{ node, scope }] : []));

const visitors: { readonly [Kind in PyNode['nodeType']]?: (visit: { node: PyOf<Kind>; scope: Scope }) => Visit[] } = {
  FunctionDef: visitFunction,
  AsyncFunctionDef: visitFunction,
  Lambda({ node, scope }) {
    const inner = createScope('function', node, scope);
    bindParameters(node.args, inner);
    return [...visits([...node.args.defaults, ...node.args.kw_defaults], scope), ...visits([node.body], inner)];
  },
  ClassDef({ node, scope }) {
    bind(scope, node.name, { kind: 'class', node });
    const types = typeScope(node, scope);
    const inner = createScope('class', node, types);
    const outside = [...node.type_params, ...node.bases, ...node.keywords];
    return [...visits(node.decorator_list, scope), ...visits(outside, types), ...visits(node.body, inner)];
  },
  ListComp: visitComprehension,
  SetComp: visitComprehension,
  DictComp: visitComprehension,
  GeneratorExp: visitComprehension,
  NamedExpr({ node, scope }) {
    if (node.target.nodeType === 'Name') {
      const owner = outsideComprehensions(scope);
      bind(owner, node.target.id, { kind: 'assignment', node, value: node.value });
    }
    return visits([node.value], scope);
  },
  Name({ node, scope }) {
    if (node.ctx.nodeType === 'Store') bind(scope, node.id, { kind: 'other', node });
    if (node.ctx.nodeType === 'Del') bind(scope, node.id, { kind: 'deletion', node });
    return [];
  },
  Assign({ node, scope }) {
    const [target] = node.targets;
    if (node.targets.length !== 1 || target?.nodeType !== 'Name') return below(node, scope);
    bind(scope, target.id, { kind: 'assignment', node, value: node.value });
    return visits([node.value], scope);
  },
  AnnAssign({ node, scope }) {
    if (node.target.nodeType !== 'Name') return below(node, scope);
    bind(scope, node.target.id, { kind: 'assignment', node, ...(node.value ? { value: node.value } : {}) });
    return visits([node.annotation, node.value], scope);
  },
  For: visitFor,
  AsyncFor: visitFor,
  Import({ node, scope }) {
    for (const alias of node.names) {
      const [first = ''] = alias.name.split('.');
      bind(scope, alias.asname ?? first, { kind: 'import', node: alias, path: alias.asname ? alias.name : first });
    }
    return [];
  },
  ImportFrom({ node, scope }) {
    for (const alias of node.names)
      bind(scope, alias.asname ?? alias.name, { kind: 'import', node: alias, path: `${node.module}.${alias.name}` });
    return [];
  },
  Global: declare('global'),
  Nonlocal: declare('nonlocal'),
  ExceptHandler: bindNamed,
  MatchAs: bindNamed,
  MatchStar: bindNamed,
  MatchMapping({ node, scope }) {
    if (node.rest) bind(scope, node.rest, { kind: 'other', node });
    return below(node, scope);
  },
  TypeVar: bindNamed,
  ParamSpec: bindNamed,
  TypeVarTuple: bindNamed,
};

function visitFunction({ node, scope }: { node: PyOf<'FunctionDef' | 'AsyncFunctionDef'>; scope: Scope }): Visit[] {
  bind(scope, node.name, { kind: 'function', node });
  const types = typeScope(node, scope);
  const inner = createScope('function', node, types);
  bindParameters(node.args, inner);
  const outside = [...node.decorator_list, ...node.args.defaults, ...node.args.kw_defaults];
  const annotations = [...allParameters(node.args).map(({ annotation }) => annotation), node.returns];
  return [
    ...visits(outside, scope),
    ...visits([...node.type_params, ...annotations], types),
    ...visits(node.body, inner),
  ];
}

/** PEP 695: type parameters live in a scope of their own around the definition. */
function typeScope(node: PyOf<'FunctionDef' | 'AsyncFunctionDef' | 'ClassDef'>, scope: Scope): Scope {
  if (node.type_params.length === 0) return scope;
  return createScope('function', node, scope);
}

/** All parameters in the order they are written. */
function allParameters(args: PyOf<'Arguments'>): PyOf<'Arg'>[] {
  const { posonlyargs, vararg, kwonlyargs, kwarg } = args;
  return [...posonlyargs, ...args.args, ...(vararg ? [vararg] : []), ...kwonlyargs, ...(kwarg ? [kwarg] : [])];
}

function fallbacksOf({ posonlyargs, args, defaults, kwonlyargs, kw_defaults }: PyOf<'Arguments'>) {
  const last = [...posonlyargs, ...args].slice(posonlyargs.length + args.length - defaults.length);
  return new Map([
    ...last.map((node, index) => [node, defaults[index]] as const),
    ...kwonlyargs.map((node, index) => [node, kw_defaults[index]] as const),
  ]);
}

function bindParameters(args: PyOf<'Arguments'>, scope: Scope): void {
  const fallbacks = fallbacksOf(args);
  for (const node of allParameters(args)) {
    const fallback = fallbacks.get(node);
    bind(scope, node.arg, { kind: 'parameter', node, ...(fallback ? { fallback } : {}) });
  }
}

type AnyComprehension = PyOf<'ListComp' | 'SetComp' | 'GeneratorExp' | 'DictComp'>;

/** The first iterable belongs to the surrounding scope, everything else to the comprehension's own. */
function visitComprehension({ node, scope }: { node: AnyComprehension; scope: Scope }): Visit[] {
  const inner = createScope('comprehension', node, scope);
  const [first, ...rest] = node.generators;
  if (!first) return [];
  for (const { target, iter } of node.generators) bindLoop(target, iter, inner);
  const elements: PyExpression[] = node.nodeType === 'DictComp' ? [node.key, node.value] : [node.elt];
  const targets = node.generators.map(({ target }) => target).filter(({ nodeType }) => nodeType !== 'Name');
  const others = rest.flatMap(({ iter, ifs }) => [iter, ...ifs]);
  return [...visits([first.iter], scope), ...visits([...targets, ...first.ifs, ...others, ...elements], inner)];
}

function visitFor({ node, scope }: { node: PyOf<'For' | 'AsyncFor'>; scope: Scope }): Visit[] {
  bindLoop(node.target, node.iter, scope);
  return below(node, scope).filter(({ node: child }) => child.nodeType !== 'Name' || child !== node.target);
}

/** A loop over one name keeps the iterable: its elements may be constants. */
function bindLoop(target: PyExpression, iter: PyExpression, scope: Scope): void {
  if (target.nodeType === 'Name') bind(scope, target.id, { kind: 'loop', node: target, value: iter });
}

function declare(kind: 'global' | 'nonlocal') {
  return ({ node, scope }: { node: PyOf<'Global' | 'Nonlocal'>; scope: Scope }): Visit[] => {
    for (const name of node.names) scope.declared.set(name, kind);
    return [];
  };
}

function bindNamed({ node, scope }: { node: PyNode & { name?: string }; scope: Scope }): Visit[] {
  if (node.name) bind(scope, node.name, { kind: 'other', node });
  return below(node, scope);
}

function outsideComprehensions(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'comprehension' && at.parent) at = at.parent;
  return at;
}
