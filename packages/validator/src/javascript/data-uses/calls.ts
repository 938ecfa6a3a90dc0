import { type FunctionNode, isFunction, nameOf, outermost, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { bind } from './bind.ts';
import { ends, type Onward, ownMembers } from './flow.ts';

type Fields = readonly string[];

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const textMethods = words(
  'toUpperCase toLowerCase trim trimStart trimEnd localeCompare startsWith endsWith includes indexOf lastIndexOf padStart padEnd ' +
    'split substring charAt normalize replace replaceAll join has keys charCodeAt codePointAt repeat push unshift fill',
);
const passing = words(
  'sort toSorted filter find findLast slice reverse toReversed concat entries values at pop shift get flat splice set add with',
);
const visiting = words(
  'forEach map flatMap some every find findLast findIndex findLastIndex filter sort toSorted reduce reduceRight',
);
const comparing = words(
  'get has includes indexOf lastIndexOf localeCompare delete startsWith endsWith concat join warn log info error',
);
const keeping = words('push unshift add set fill');
const converting = words('String Number Boolean isNaN parseInt parseFloat BigInt');
const copying = words('from of assign fromEntries freeze structuredClone');

/** A method of the value, or of what holds it. */
export function ofMethod(member: NodeOf<'MemberExpression'>, fields: Fields, context: ScriptContext): Onward {
  const { tree } = context;
  const name = nameOf(member) ?? '';
  const callee = outermost(member, tree);
  const call = tree.parentOf(callee);
  if (call?.type !== 'CallExpression' || call.callee !== callee || ownMembers(context).has(name)) return undefined;
  const visited = visiting.has(name) && call.arguments[0] ? visits(call.arguments[0], fields, context) : ends;
  if (!visited) return undefined;
  if (passing.has(name)) return [...visited, { node: call, fields }];
  return visiting.has(name) || textMethods.has(name) ? visited : undefined;
}

/** A callback sees the value in its first parameters. */
function visits(callback: ScriptNode, fields: Fields, context: ScriptContext): Onward {
  const node = unwrap(callback);
  if (node.type === 'Identifier' && context.scopes.isFree(node)) return converting.has(node.name) ? ends : undefined;
  const own = functionOf(node, context);
  return own && allOf(own.params.map((parameter) => bind(parameter, fields, context)));
}

function functionOf(node: ScriptNode, { scopes, tree }: ScriptContext): FunctionNode | undefined {
  if (isFunction(node)) return node;
  const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
  const [definition, ...others] = variable?.defs ?? [];
  if (!definition || others.length > 0 || variable?.references.some((use) => use.isWrite() && !use.init))
    return undefined;
  const at = definition.node as ScriptNode;
  const value = at.type === 'VariableDeclarator' ? at.init && unwrap(at.init) : at;
  return isFunction(value) && tree.parentOf(value) ? value : undefined;
}

/** The value is handed to a call. */
export function asArgument(
  node: ScriptNode,
  call: NodeOf<'CallExpression'>,
  fields: Fields,
  context: ScriptContext,
): Onward {
  const callee = unwrap(call.callee);
  const index = call.arguments.indexOf(node as never);
  if (callee.type === 'Identifier') {
    if (context.scopes.isFree(callee)) return ofGlobal(callee.name, call, fields);
    const own = functionOf(callee, context);
    const parameter = own?.params[index];
    if (!own || own.generator || node.type === 'SpreadElement' || !parameter) return undefined;
    return call.arguments.some(({ type }) => type === 'SpreadElement') ? undefined : bind(parameter, fields, context);
  }
  const name = nameOf(callee) ?? '';
  if (callee.type !== 'MemberExpression' || ownMembers(context).has(name)) return undefined;
  const object = unwrap(callee.object);
  if (object.type === 'Identifier' && context.scopes.isFree(object)) return ofBuiltIn(object.name, name, call, fields);
  if (comparing.has(name)) return name === 'concat' ? [{ node: call, fields }] : ends;
  const root = keeping.has(name) ? ownRoot(object, context) : undefined;
  return root && bind(root, fields, context);
}

function ofGlobal(name: string, call: ScriptNode, fields: Fields): Onward {
  if (converting.has(name)) return ends;
  return copying.has(name) ? [{ node: call, fields }] : undefined;
}

function ofBuiltIn(object: string, name: string, call: ScriptNode, fields: Fields): Onward {
  if (object === 'JSON' || object === 'console' || object === 'Math' || object === 'Number') return ends;
  if (object !== 'Object' && object !== 'Array') return undefined;
  if (['keys', 'hasOwn', 'is', 'isArray'].includes(name)) return ends;
  if (name === 'values' || name === 'entries') return [{ node: call, fields: fields.slice(1) }];
  return copying.has(name) ? [{ node: call, fields }] : undefined;
}

/** `groups` in `groups.get(team).push(value)`, where the code made it itself: what else holds it is known then. */
export function ownRoot(object: ScriptNode, { scopes }: ScriptContext): ScriptNode | undefined {
  let at = unwrap(object);
  while (at.type === 'MemberExpression' || at.type === 'CallExpression')
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  const [definition] = (at.type === 'Identifier' && scopes.variableOf(at)?.defs) || [];
  const made = definition?.node.type === 'VariableDeclarator' && definition.node.init;
  return made && ['ArrayExpression', 'ObjectExpression', 'NewExpression'].includes(unwrap(made).type) ? at : undefined;
}

/** What a function returns: to its callers, to the array method that it is given to, or out of the tool. */
export function asResult(own: ScriptNode, fields: Fields, context: ScriptContext): Onward {
  const { tree, scopes } = context;
  if (!isFunction(own) || own.generator) return undefined;
  const parent = tree.parentOf(own);
  if (parent?.type === 'CallExpression') return ofCallback(own, parent, fields, context);
  if (parent?.type === 'ExportDefaultDeclaration') return ends;
  const variable =
    parent?.type === 'VariableDeclarator'
      ? scopes.declaredBy(parent)
      : own.type === 'FunctionDeclaration' && own.id
        ? scopes.namedBy(own.id)
        : undefined;
  if (!variable || variable.references.length > 200) return undefined;
  const uses = variable.references.filter(({ init }) => !init);
  return allOf(uses.map(({ identifier }) => ofUse(identifier, fields, context)));
}

function ofUse(identifier: ScriptNode, fields: Fields, context: ScriptContext): Onward {
  const parent = context.tree.parentOf(identifier);
  if (parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration') return ends;
  if (parent?.type !== 'CallExpression') return undefined;
  if (parent.callee === identifier) return [{ node: parent, fields }];
  return ofCallback(identifier, parent, fields, context);
}

function ofCallback(
  callback: ScriptNode,
  call: NodeOf<'CallExpression'>,
  fields: Fields,
  context: ScriptContext,
): Onward {
  const callee = unwrap(call.callee);
  const name = nameOf(callee) ?? '';
  if (callee.type !== 'MemberExpression' || ownMembers(context).has(name)) return undefined;
  if (call.callee === callback) return [{ node: call, fields }];
  if (name === 'map' || name === 'flatMap' || name === 'from' || name === 'groupBy') return [{ node: call, fields }];
  if (!visiting.has(name)) return undefined;
  if (!name.startsWith('reduce')) return ends;
  const sum = isFunction(callback) ? callback.params[0] : undefined;
  const onward = sum && bind(sum, fields, context);
  return onward && [...onward, { node: call, fields }];
}

export function allOf(parts: readonly Onward[]): Onward {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.flat() : undefined;
}
