import type { Capabilities } from '@dtr/contracts';
import { isClock, isRandomness } from './ambient.ts';
import { forbiddenBuiltins } from './data/builtins.ts';
import { moduleFamilyOf } from './data/module-families.ts';
import type { PythonContext } from './python-context.ts';
import { isOwnName } from './shadowing.ts';

/** What the code was seen to use, allowed or not. */
export function capabilitiesOf(context: PythonContext): Capabilities {
  const imports = importsOf(context);
  const seen = new Set([...familiesOf(imports), ...builtinsOf(context)]);
  const paths = context.tree.nodesOf('Attribute', 'Name').flatMap((node) => context.paths.pathOf(node) ?? []);
  return {
    imports,
    network: seen.has('network'),
    filesystem: seen.has('filesystem'),
    process: seen.has('process'),
    environment: seen.has('environment'),
    dynamicCode: seen.has('dynamicCode'),
    randomness: seen.has('randomness') || paths.some(isRandomness),
    clock: seen.has('clock') || paths.some(isClock),
  };
}

function importsOf({ tree }: PythonContext): string[] {
  const plain = tree.nodesOf('Import').flatMap(({ names }) => names.map(({ name }) => name));
  const from = tree.nodesOf('ImportFrom').flatMap(({ module }) => module ?? []);
  return [...new Set([...plain, ...from])].sort();
}

function familiesOf(imports: readonly string[]): string[] {
  const allowedParts = new Set(['urllib.parse', 'urllib', 'html', 'collections']);
  return imports.filter((name) => !allowedParts.has(name)).flatMap((name) => moduleFamilyOf(name).capability ?? []);
}

function builtinsOf({ scopes }: PythonContext): string[] {
  return scopes.references
    .filter(({ node }) => forbiddenBuiltins.has(node.id) && !isOwnName(node, scopes))
    .flatMap(({ node }) => forbiddenBuiltins.get(node.id)?.capability ?? []);
}
