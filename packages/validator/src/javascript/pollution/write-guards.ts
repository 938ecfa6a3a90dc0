import { nameOf, unwrap } from '../expressions.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { functionAround } from '../values/call-index.ts';
import { methodsOf } from '../values/value-kinds.ts';
import type { DynamicWrite } from './dynamic-writes.ts';

const named = /__proto__|\bconstructor\b|\bprototype\b/;
const owning = /^(?:hasOwn|hasOwnProperty|propertyIsEnumerable)$/;

/** Whether the code visibly keeps `__proto__` and its like out of a write. */
export function isGuardedWrite(write: DynamicWrite, context: ScriptContext): boolean {
  return isGuardedStep(write, context) || hasBareObjects(context);
}

/** The same for one object that is known to have a prototype, whatever other objects there are. */
export function isGuardedStep(write: Pick<DynamicWrite, 'node' | 'object' | 'key'>, context: ScriptContext): boolean {
  if (isGuardedKey(write.key, context) || isOwnKey(write, context)) return true;
  return namesRefusedKeys(context) || asksForOwnership(write.node, context);
}

/** Code that names the refused keys does so to refuse them: any other use of the names is a finding of its own. */
const namesRefusedKeys = oncePer((context: ScriptContext) =>
  context.tree
    .nodesOf('Literal')
    .some((node) =>
      'regex' in node ? named.test(node.regex.pattern) : typeof node.value === 'string' && named.test(node.value),
    ),
);

/** `Object.create(null)` and `{ __proto__: null }` have nothing that others share. */
const hasBareObjects = oncePer(({ tree }: ScriptContext) => {
  const isNull = (node: ScriptNode | undefined) => node?.type === 'Literal' && node.raw === 'null';
  return (
    tree
      .nodesOf('CallExpression')
      .some(({ callee, arguments: [first] }) => nameOf(unwrap(callee)) === 'create' && isNull(first)) ||
    tree.nodesOf('Property').some((property) => nameOf(property) === '__proto__' && isNull(property.value))
  );
});

/** `Object.hasOwn(target, key)` anywhere in the function that writes. */
function asksForOwnership(node: ScriptNode, context: ScriptContext): boolean {
  const { range } = functionAround(node, context.tree) ?? context.tree.program;
  return ownershipCalls(context).some((call) => call.range[0] >= range[0] && call.range[1] <= range[1]);
}

const ownershipCalls = oncePer(({ tree }: ScriptContext) =>
  tree.nodesOf('CallExpression').filter((call) => {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression') return false;
    const name = nameOf(callee) ?? '';
    const { object } = callee;
    const borrowed = object.type === 'Identifier' ? object.name : (nameOf(unwrap(object)) ?? '');
    return owning.test(name) || (name === 'call' && owning.test(borrowed));
  }),
);

/** Works a fact about the whole code out only once. */
function oncePer<Fact>(find: (context: ScriptContext) => Fact): (context: ScriptContext) => Fact {
  const known = new WeakMap<ScriptContext, { readonly fact: Fact }>();
  return (context) => {
    const found = known.get(context) ?? { fact: find(context) };
    known.set(context, found);
    return found.fact;
  };
}

/** The keys of the object itself: writing them back adds nothing to what it has. */
function isOwnKey({ key, object }: Pick<DynamicWrite, 'key' | 'object'>, context: ScriptContext): boolean {
  const node = unwrap(key);
  const written = object.type === 'Identifier' ? context.scopes.variableOf(object) : undefined;
  const [definition] = (node.type === 'Identifier' ? context.scopes.variableOf(node)?.defs : undefined) ?? [];
  if (!written || !definition) return false;
  const list = loopedOver(definition.node as ScriptNode, context);
  const owner = list?.type === 'CallExpression' && isListing(list, context) ? list.arguments[0] : list;
  return owner?.type === 'Identifier' && context.scopes.variableOf(owner) === written;
}

const isListing = (call: NodeOf<'CallExpression'>, context: ScriptContext) =>
  methodsOf(['Object', 'Reflect'], call.callee, context).some((name) =>
    ['keys', 'entries', 'ownKeys', 'getOwnPropertyNames'].includes(name ?? ''),
  );

/** What a loop or a callback that declares a name goes over. */
function loopedOver(declared: ScriptNode, { tree }: ScriptContext): ScriptNode | undefined {
  if (declared.type === 'VariableDeclarator') {
    const loop = tree.parentOf(tree.parentOf(declared) ?? declared);
    return loop?.type === 'ForInStatement' || loop?.type === 'ForOfStatement' ? unwrap(loop.right) : undefined;
  }
  const call = tree.parentOf(declared);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== declared) return undefined;
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
}
