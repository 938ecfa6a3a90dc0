import type { PolicyDocument } from '@dtr/contracts';
import type { StandsFor } from './aliases.ts';
import type { ScopeAnalysis } from './build-scopes.ts';
import { moduleMembers } from './data/module-members.ts';
import { classScopeOf } from './own-classes.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyNode, PythonTree } from './tree.ts';

/** Where names lead: dotted paths through imports. */
export interface Paths {
  /** `json.loads` for `j.loads` after `import json as j`; absent when the expression does not start at an import. */
  pathOf(node: PyNode): string | undefined;
  /** The same, and `builtins.len` for a free name. */
  originOf(node: PyNode): string | undefined;
  /** All of them, when a table or a condition leaves several. */
  originsOf(node: PyNode): readonly string[];
  /** Only where the expression itself starts at an import, not at a variable that holds one. */
  directPathOf(node: PyNode): string | undefined;
  /** A module or package that the code imports, or a part of one. */
  isModule(path: string): boolean;
  isAllowedModule(path: string): boolean;
  /** An allowed module, or a package that leads to one. Others are refused as imports, once. */
  isJudged(path: string): boolean;
  /** Whether a name of an allowed module may be used. */
  isAllowedMember(module: string, name: string): boolean;
}

interface Facts {
  readonly tree: PythonTree;
  readonly scopes: ScopeAnalysis;
  readonly standsFor: StandsFor;
}

export function createPaths({ tree, scopes, standsFor }: Facts, policy: PolicyDocument): Paths {
  const allowed = new Set(policy.allowedModules.python);
  const isAllowedModule = (path: string) => allowed.has(path) || isKnownPart(path, allowed);
  const leadsToAllowed = (path: string) => [...allowed].some((one) => one.startsWith(`${path}.`));
  const packages = importedPackages(tree);
  const isModule = (path: string) => packages.has(path) || allowed.has(path) || moduleMembers.has(path);
  const originsOf = createOrigins(scopes, standsFor);
  const originOf = (node: PyNode) => originsOf(node)[0];
  return {
    originOf,
    originsOf,
    pathOf(node) {
      return originsOf(node).find((origin) => !origin.startsWith(builtins));
    },
    directPathOf(node) {
      const { root, attributes } = unchain(node);
      const path = root.nodeType === 'Name' ? importPath(scopes.bindingsOf(root) ?? []) : undefined;
      return path === undefined ? undefined : [path, ...attributes].join('.');
    },
    isModule,
    isAllowedModule,
    isJudged: (path) => isAllowedModule(path) || leadsToAllowed(path),
    isAllowedMember(module, name) {
      const path = `${module}.${name}`;
      if (isModule(path)) return isAllowedModule(path) || leadsToAllowed(path);
      // A package that only leads to an allowed module gives nothing else.
      if (!isAllowedModule(module)) return false;
      const members = membersOf(module, policy);
      return members ? members.has(name) : !name.startsWith('_');
    },
  };
}

const builtins = 'builtins.';
/** Aliases of aliases of aliases are followed this far. */
const maximumSteps = 12;

/** More possibilities than this are not kept. */
const maximumOrigins = 8;

type Origins = (node: PyNode) => readonly string[];

/** Every path that an expression may lead to. */
function createOrigins(scopes: ScopeAnalysis, standsFor: StandsFor): Origins {
  const known = new Map<PyNode, readonly string[]>();
  const find = (node: PyNode, steps: number): readonly string[] => {
    const found = known.get(node);
    if (found || steps > maximumSteps) return found ?? [];
    // Nothing while it is being worked out: names may be defined by each other.
    known.set(node, []);
    const origins = [...new Set(search(node, steps))].slice(0, maximumOrigins);
    known.set(node, origins);
    return origins;
  };
  const through = (node: PyNode, attributes: readonly string[], steps: number) =>
    standsFor(node)
      .flatMap((value) => find(value, steps + 1))
      .map((origin) => [origin, ...attributes].join('.'));
  const search = (node: PyNode, steps: number): readonly string[] => {
    const { root, attributes } = unchain(node);
    const start = root.nodeType === 'Name' ? ofName(root.id, scopes.bindingsOf(root)) : undefined;
    if (start !== undefined) return [[start, ...attributes].join('.')];
    const origins = through(root, attributes, steps);
    return origins.length > 0 || attributes.length === 0 ? origins : ofOwnAttribute(node, steps);
  };
  /** `self.load` where the class has `load = json.loads`, or imports a module in its body: the innermost attribute is the one of the class. */
  const ofOwnAttribute = (node: PyNode, steps: number): readonly string[] => {
    const above: string[] = [];
    for (let at = node; at.nodeType === 'Attribute'; at = at.value) {
      if (at.value.nodeType !== 'Attribute') {
        const imported = importPath(classScopeOf(scopes, at.value)?.bindings.get(at.attr) ?? []);
        const values = imported === undefined ? through(at, [], steps) : [imported];
        return values.map((origin) => [origin, ...above.toReversed()].join('.'));
      }
      above.push(at.attr);
    }
    return [];
  };
  return (node) => find(node, 0);
}

/** A free name is a builtin; a bound one leads somewhere when any of its bindings is an import. */
function ofName(id: string, bindings: readonly Binding[] | undefined): string | undefined {
  return bindings ? importPath(bindings) : `${builtins}${id}`;
}

const membersByPolicy = new WeakMap<readonly string[], ReadonlySet<string>>();

/** What the policy says of a module, or else the reviewed table. */
function membersOf(module: string, { allowedMembers }: PolicyDocument): ReadonlySet<string> | undefined {
  const own = Object.hasOwn(allowedMembers, module) ? allowedMembers[module] : undefined;
  if (own === undefined) return moduleMembers.get(module);
  const known = membersByPolicy.get(own) ?? new Set(own);
  membersByPolicy.set(own, known);
  return known;
}

const importPaths = new WeakMap<readonly Binding[], { readonly path: string | undefined }>();

/** Where a name leads when any of its bindings is an import. Kept: the question comes up for every use. */
function importPath(bindings: readonly Binding[]): string | undefined {
  const known = importPaths.get(bindings) ?? { path: bindings.find(({ path }) => path !== undefined)?.path };
  importPaths.set(bindings, known);
  return known.path;
}

/** A reviewed part of an allowed package: `collections.abc` comes with `collections`. */
function isKnownPart(path: string, allowed: ReadonlySet<string>): boolean {
  return moduleMembers.has(path) && allowed.has(path.slice(0, path.lastIndexOf('.')));
}

/** `a`, `a.b` and `a.b.c` for `import a.b.c`, and the module of every from-import. */
function importedPackages(tree: PythonTree): Set<string> {
  const modules = [
    ...tree.nodesOf('Import').flatMap(({ names }) => names.map(({ name }) => name)),
    ...tree.nodesOf('ImportFrom').flatMap(({ module }) => module ?? []),
  ];
  return new Set(modules.flatMap((name) => prefixesOf(name.split('.'))));
}

const prefixesOf = (parts: readonly string[]) => parts.map((_, index) => parts.slice(0, index + 1).join('.'));

/** `a.b.c` taken apart without recursion: what it starts from, and the attributes in order. */
export function unchain(node: PyNode): { root: PyNode; attributes: readonly string[] } {
  const attributes: string[] = [];
  let root: PyNode = node;
  while (root.nodeType === 'Attribute') {
    attributes.push(root.attr);
    root = root.value as PyExpression;
  }
  return { root, attributes: attributes.reverse() };
}
