import type { Finding } from '../analysis/rule.ts';
import { adviceOn } from './data/module-advice.ts';
import { type ModuleFamilyName, moduleFamilyOf } from './data/module-families.ts';
import type { PythonContext } from './python-context.ts';
import type { PyNode } from './tree.ts';
import { withoutImport } from './unused-import.ts';

/** The refused imports of one family; each family has a rule of its own, and what fits none has `forbidden-import`. */
export function* refusedImports(context: PythonContext, family: ModuleFamilyName): Generator<Finding> {
  for (const refused of importsOf(context)) if (refused.family === family) yield findingOf(context, refused);
}

interface RefusedImport {
  /** The alias of `import m`, or the whole `from m import ...`. */
  readonly node: PyNode;
  readonly module: string;
  readonly family: ModuleFamilyName;
  /** What the statement takes from the module, and what the code then reads of it. */
  readonly used: readonly string[];
}

const known = new WeakMap<PythonContext, readonly RefusedImport[]>();

function importsOf(context: PythonContext): readonly RefusedImport[] {
  const imports = known.get(context) ?? [...search(context)];
  known.set(context, imports);
  return imports;
}

function* search(context: PythonContext): Generator<RefusedImport> {
  const { tree, paths } = context;
  const usesOf = createUses(context);
  for (const { names } of tree.nodesOf('Import'))
    for (const alias of names)
      if (!paths.isAllowedModule(alias.name)) yield refused(alias, alias.name, usesOf(alias.name));
  for (const node of tree.nodesOf('ImportFrom')) {
    const module = node.module ?? '';
    const names = node.names.map(({ name }) => `${module}.${name}`);
    if (!node.level && !isImportable(context, module)) yield refused(node, module, names);
  }
}

const refused = (node: PyNode, module: string, used: readonly string[]): RefusedImport => ({
  node,
  module,
  family: moduleFamilyOf(used.length === 1 && used[0] ? used[0] : module).name,
  used,
});

/** `from urllib import parse` names an allowed module through its package; the member rules then check the name. */
function isImportable({ paths, policy }: PythonContext, module: string): boolean {
  return paths.isAllowedModule(module) || policy.allowedModules.python.some((one) => one.startsWith(`${module}.`));
}

type Uses = (module: string) => readonly string[];

/** The dotted names of modules that the code reads. */
function createUses({ tree, paths }: PythonContext): Uses {
  const used = new Map<string, Set<string>>();
  for (const node of tree.nodesOf('Attribute')) {
    const path = paths.pathOf(node);
    const parts = path?.split('.', maximumParts) ?? [];
    for (const index of parts.slice(1).keys()) {
      const module = parts.slice(0, index + 1).join('.');
      const known = used.get(module);
      if (known) known.add(path ?? '');
      else used.set(module, new Set([path ?? '']));
    }
  }
  return (module) => [...(used.get(module) ?? [])].slice(0, maximumUses);
}

/** Deeper paths and more uses teach nobody. */
const maximumParts = 5;
const maximumUses = 20;

function findingOf(context: PythonContext, { node, module, used }: RefusedImport): Finding {
  const { policy } = context;
  const family = moduleFamilyOf(module);
  const advice = [...new Set((used.length > 0 ? used : [module]).flatMap((path) => adviceOn(path) ?? []))];
  const fix = withoutImport(context, node);
  return {
    span: context.spanOf(node),
    message:
      family.name === 'other'
        ? `The module ${module} is not among those that policy ${policy.name} allows.`
        : `The module ${module} gives access to ${family.reach}, which policy ${policy.name} does not allow.`,
    ...(advice.length > 0 ? { suggestion: advice.slice(0, 3).join(' ') } : suggestionFor(context, family.name)),
    ...(fix ? { fix } : {}),
  };
}

function suggestionFor({ policy }: PythonContext, family: ModuleFamilyName): { suggestion?: string } {
  if (family !== 'other') return {};
  const modules = policy.allowedModules.python.join(', ');
  return { suggestion: `Write the few lines you need in the tool itself. Modules that may be imported: ${modules}.` };
}
