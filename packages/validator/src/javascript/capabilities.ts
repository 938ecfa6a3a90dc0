import type { Capabilities } from '@dtr/contracts';
import { familyOfGlobal, familyOfModule, type HostFamily } from './data/host-families.ts';
import { clockUses, randomUses } from './repeatability.ts';
import type { ScriptContext } from './script-context.ts';

/** What the code was seen to use, allowed or not. */
export function capabilitiesOf(context: ScriptContext): Capabilities {
  const imports = importsOf(context);
  const globals = context.scopes.free.flatMap(({ name }) => familyOfGlobal.get(name) ?? []);
  const families = new Set([...globals, ...imports.flatMap((name) => familyOfModule(name) ?? [])]);
  const reaches = (...some: readonly HostFamily[]) => some.some((family) => families.has(family));
  const { tree } = context;
  return {
    imports,
    network: reaches('network'),
    filesystem: reaches('file'),
    process: reaches('process', 'runtime'),
    environment: reaches('environment') || tree.nodesOf('MetaProperty').some(({ meta }) => meta.name === 'import'),
    dynamicCode: reaches(...makingCode) || tree.nodesOf('ImportExpression').length > 0,
    randomness: !randomUses(context).next().done,
    clock: !clockUses(context).next().done,
  };
}

const makingCode = ['eval', 'function-constructor', 'realm', 'global-object', 'loader', 'native'] as const;

function importsOf({ tree, scopes, fold }: ScriptContext): string[] {
  const statements = tree.nodesOf('ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration');
  const required = tree
    .nodesOf('CallExpression')
    .filter(({ callee }) => callee.type === 'Identifier' && callee.name === 'require' && scopes.isFree(callee))
    .flatMap(({ arguments: [first] }) => (first ? [...(fold(first) ?? [])] : []));
  const dynamic = tree.nodesOf('ImportExpression').flatMap(({ source }) => [...(fold(source) ?? [])]);
  return [...new Set([...statements.flatMap(({ source }) => source?.value ?? []), ...required, ...dynamic])].sort();
}
