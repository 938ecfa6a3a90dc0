import { isFunction, nameOf, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf } from './tree.ts';
import { isBuiltIn } from './values/value-kinds.ts';

/** What takes the same time whatever it is given. */
const briefOwners = new Set(['Math', 'Number', 'Boolean', 'Symbol']);
const briefFunctions = new Set(['Number', 'Boolean', 'isNaN', 'isFinite', 'Array.isArray', 'Object.create']);
const briefMethods = new Set('push pop get set has add delete at charCodeAt codePointAt charAt'.split(' '));

/**
 * Whether a function of the library is called that may go through what it is given. Own functions, and methods that
 * call back into them, are judged by their bodies.
 */
export function callsThroughInput(context: ScriptContext): boolean {
  return !context.tree.nodesOf('CallExpression').every((call) => isBrief(call, context));
}

function isBrief(call: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  const paths = context.pathsOf(call.callee);
  if (paths.length > 0 && paths.every(({ root, keys }) => isFunction(root) && keys.length === 0)) return true;
  const builtIn = paths.find(({ root }) => isBuiltIn(root, context));
  if (builtIn?.root.type === 'Identifier') {
    const { name } = builtIn.root;
    const isOfOwner = builtIn.keys.length === 1 && briefOwners.has(name);
    return paths.length === 1 && (isOfOwner || briefFunctions.has([name, ...builtIn.keys].join('.')));
  }
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  return (
    briefMethods.has(nameOf(callee) ?? '') || (isFunction(call.arguments[0]) && !/sort/i.test(nameOf(callee) ?? ''))
  );
}
