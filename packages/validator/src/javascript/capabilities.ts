import type { Capabilities } from '@dtr/contracts';
import { familyOfGlobal, familyOfModule, type HostFamily } from './data/host-families.ts';
import { nameOf } from './expressions.ts';
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
    randomness: usesRandomness(context),
    clock: usesClock(context),
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

function usesRandomness({ tree, scopes }: ScriptContext): boolean {
  return scopes.free.some((node) => {
    const parent = tree.parentOf(node);
    if (node.name === 'crypto') return true;
    return node.name === 'Math' && parent?.type === 'MemberExpression' && nameOf(parent) === 'random';
  });
}

/** `Date.now()`, `Date()` and `new Date()` without arguments, `performance`. */
function usesClock({ tree, scopes }: ScriptContext): boolean {
  return scopes.free.some((node) => {
    const parent = tree.parentOf(node);
    if (node.name === 'performance') return true;
    if (node.name !== 'Date') return false;
    if (parent?.type === 'MemberExpression') return nameOf(parent) === 'now';
    if (parent?.type === 'NewExpression') return parent.arguments.length === 0;
    return parent?.type === 'CallExpression' && parent.callee === node;
  });
}
