import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { type FunctionNode, nameOf, outermost, unwrap } from '../expressions.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';

/** Where each method takes its callback; those of the first line also take a `this` for it. */
const callbackAt: ReadonlyMap<string, number> = new Map([
  ...'forEach map filter flatMap some every find findLast findIndex findLastIndex'
    .split(' ')
    .map((name) => [name, 0] as const),
  ...'sort toSorted reduce reduceRight then catch finally'.split(' ').map((name) => [name, 0] as const),
  ...'replace replaceAll from'.split(' ').map((name) => [name, 1] as const),
]);
const bindsThis = new Set(
  'forEach map filter flatMap some every find findLast findIndex findLastIndex from'.split(' '),
);

export const lostThis: ScriptRule = {
  id: 'javascript.lost-this',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-GLB-1'],
  examples: [
    {
      language: 'javascript',
      bad: `function host() {
  return this; // <- javascript.lost-this
}
export function handler() {
  return Object.keys(host());
}`,
      good: `class Host {
  self() {
    return this;
  }
}
export function handler() {
  return Object.keys(new Host().self());
}`,
    },
  ],
  summary:
    '`this` at the top of a module, or in a function that is called plainly, is undefined; where code is run in sloppy mode it is the global object.',
  suggestion: 'Pass the object in as a parameter, or make the function a method of a class or an object.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('ThisExpression')) {
      const owner = ownerOf(node, context);
      if (owner === 'bound' || isTypeTest(node, context)) continue;
      if (owner === undefined || isCalledPlainly(owner, context))
        yield { span: spanOf(node), message: '`this` is nothing here, or else the global object.' };
    }
  },
};

/** The function whose `this` is meant; `bound` in classes; absent at the top of the module. */
function ownerOf(node: ScriptNode, { tree }: ScriptContext): FunctionNode | 'bound' | undefined {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.type === 'ClassBody' || at.type === 'TSModuleBlock' || at.type === 'TSEnumDeclaration') return 'bound';
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression') return at;
    // In a type: `(this: Stack) => this`.
    if (at.type.startsWith('TS') && at.type.endsWith('Type')) return 'bound';
  }
  return undefined;
}

function isTypeTest(node: ScriptNode, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(outermost(node, tree));
  return parent?.type === 'UnaryExpression' && parent.operator === 'typeof';
}

/** Called in place, given to an array method or a timer, or only ever called by its bare name. */
function isCalledPlainly(owner: FunctionNode, context: ScriptContext): boolean {
  const { tree, scopes } = context;
  const whole = outermost(owner, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'CallExpression') return parent.callee === whole || losesThis(parent, whole, context);
  if (parent?.type === 'NewExpression') return nameIn(parent.callee) === 'Promise';
  if (parent?.type === 'ExportDefaultDeclaration') return !declaresThis(owner);
  const variable =
    parent?.type === 'VariableDeclarator'
      ? scopes.declaredBy(parent)
      : owner.type === 'FunctionDeclaration' && owner.id
        ? scopes.namedBy(owner.id)
        : undefined;
  const uses = (variable?.references ?? []).filter((use) => !use.init);
  if (uses.length === 0) return isExported(owner, context) && !declaresThis(owner);
  return uses.every(({ identifier }) => isPlainCall(identifier, context));
}

const nameIn = (node: ScriptNode) => (node.type === 'Identifier' ? node.name : '');

/** `function area(this: Shape)` is called on something, or does not compile. */
const declaresThis = ({ params }: FunctionNode) => params[0] !== undefined && nameIn(params[0]) === 'this';

/** The runtime calls what is exported by its bare name. */
function isExported(owner: FunctionNode, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(owner);
  const statement = parent?.type === 'VariableDeclarator' ? tree.parentOf(tree.parentOf(parent) ?? parent) : parent;
  return statement?.type === 'ExportNamedDeclaration';
}

function isPlainCall(identifier: ScriptNode, { tree }: ScriptContext): boolean {
  const whole = outermost(identifier, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'TaggedTemplateExpression') return parent.tag === whole;
  if (parent?.type === 'MemberExpression') return isCalledOnNothing(parent, tree);
  return parent?.type === 'CallExpression' && parent.callee === whole;
}

/** `self.call(null)` and `self.bind()`. */
function isCalledOnNothing(member: ScriptNode, tree: ScriptContext['tree']): boolean {
  const call = tree.parentOf(member);
  if (call?.type !== 'CallExpression' || call.callee !== member) return false;
  if (!['call', 'apply', 'bind'].includes(nameOf(member) ?? '')) return false;
  const [first] = call.arguments;
  return first === undefined || nameIn(first) === 'undefined' || (first.type === 'Literal' && first.raw === 'null');
}

/** `list.forEach(function () { this })` and `setTimeout(function () { this })`, without an object to be bound to. */
function losesThis(
  call: Extract<ScriptNode, { type: 'CallExpression' }>,
  callback: ScriptNode,
  { scopes }: ScriptContext,
): boolean {
  const at = call.arguments.indexOf(callback as never);
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier')
    return at === 0 && ['setTimeout', 'setInterval', 'queueMicrotask'].includes(callee.name) && scopes.isFree(callee);
  const name = nameOf(callee) ?? '';
  if (name === 'then') return at >= 0;
  return callbackAt.get(name) === at && !(bindsThis.has(name) && call.arguments.length > at + 1);
}
