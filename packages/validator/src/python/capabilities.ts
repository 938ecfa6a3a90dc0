import type { Capabilities } from '@dtr/contracts';
import { forbiddenBuiltins } from './data/builtins.ts';
import { moduleFamilies } from './data/module-families.ts';
import type { PythonContext } from './python-context.ts';
import { isOwnName } from './shadowing.ts';

const randomness = /^(?:random\.|uuid\.uuid[1467]$|secrets\.|os\.urandom$)/;
const clock = /^(?:time\.|datetime\.(?:datetime\.(?:now|utcnow|today)|date\.today)$|uuid\.uuid[167]$)/;

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
    randomness: seen.has('randomness') || paths.some((path) => randomness.test(path)),
    clock: seen.has('clock') || paths.some((path) => clock.test(path)),
  };
}

function importsOf({ tree }: PythonContext): string[] {
  const plain = tree.nodesOf('Import').flatMap(({ names }) => names.map(({ name }) => name));
  const from = tree.nodesOf('ImportFrom').flatMap(({ module }) => module ?? []);
  return [...new Set([...plain, ...from])].sort();
}

function familiesOf(imports: readonly string[]): string[] {
  const allowedParts = new Set(['urllib.parse', 'urllib', 'html', 'collections']);
  return imports
    .filter((name) => !allowedParts.has(name))
    .flatMap((name) => moduleFamilies.get(name.split('.')[0] ?? '')?.capability ?? []);
}

function builtinsOf({ scopes }: PythonContext): string[] {
  return scopes.references
    .filter(({ node }) => forbiddenBuiltins.has(node.id) && !isOwnName(node, scopes))
    .flatMap(({ node }) => forbiddenBuiltins.get(node.id)?.capability ?? []);
}
