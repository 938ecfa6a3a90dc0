import type { Capabilities } from '@dtr/contracts';
import { forbiddenGlobals } from './data.ts';
import { nameOf } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';

const networkModules = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|undici|axios|node-fetch|got|ws)(?:\/|$)/;
const fileModules = /^(?:node:)?(?:fs|path)(?:\/|$)/;
const processModules = /^(?:node:)?(?:child_process|cluster|worker_threads|process|os)(?:\/|$)/;
const codeModules = /^(?:node:)?(?:vm|module|repl|v8|inspector)(?:\/|$)/;

/** What the code was seen to use, allowed or not. */
export function capabilitiesOf(context: ScriptContext): Capabilities {
  const imports = importsOf(context);
  const globals = new Set(context.scopes.free.flatMap(({ name }) => forbiddenGlobals.get(name)?.capability ?? []));
  const loads = (modules: RegExp) => imports.some((name) => modules.test(name));
  return {
    imports,
    network: globals.has('network') || loads(networkModules),
    filesystem: globals.has('filesystem') || loads(fileModules),
    process: globals.has('process') || loads(processModules),
    environment:
      globals.has('environment') || context.tree.nodesOf('MetaProperty').some(({ meta }) => meta.name === 'import'),
    dynamicCode:
      globals.has('dynamicCode') || loads(codeModules) || context.tree.nodesOf('ImportExpression').length > 0,
    randomness: usesRandomness(context),
    clock: usesClock(context),
  };
}

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
