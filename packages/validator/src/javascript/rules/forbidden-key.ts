import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { forbiddenKeys, forbiddenTexts } from '../data/forbidden-keys.ts';
import { bindsOnlyData } from '../data-uses/only-data.ts';
import { nameOf, unwrap } from '../expressions.ts';
import { askedPrototype } from '../fixes.ts';
import { isGuard } from '../guards.ts';
import { isHarmlessRead, isOfFunction } from '../harmless-keys.ts';
import { isGuardedKey } from '../key-guards.ts';
import { leadsNowhere } from '../keyed-uses.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';
import { isUnknownKey } from '../values/unknown-key.ts';
import { methodsOf } from '../values/value-kinds.ts';

export const forbiddenKey: ScriptRule = {
  id: 'javascript.forbidden-key',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-DYN-3', 'JS-DYN-4', 'JS-INT-1', 'JS-PP-1', 'JS-OBF-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(body) {
  return handler.constructor(body)(); // <- javascript.forbidden-key
}`,
      good: `export function handler(value) {
  return value.constructor.name;
}`,
    },
    {
      language: 'javascript',
      bad: `const key = ['con', 'structor'].join(''); // <- javascript.forbidden-key
export function handler(value) {
  return value[key]; // <- javascript.forbidden-key
}`,
      good: `const refused = new Set(['constructor', '__proto__']);
export function handler(value, key) {
  return refused.has(key) ? null : value[key];
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(value) {
  const { __proto__: shared } = {}; // <- javascript.forbidden-key
  return Object.assign(shared, value);
}`,
      good: `export function handler(value) {
  return Object.assign({}, value);
}`,
    },
  ],
  summary:
    'The properties constructor, __proto__, prototype, caller and their like lead from any value to code made from text and to objects that everything shares, however the key is written and wherever it is kept.',
  suggestion: 'Use Object.keys, Object.hasOwn, instanceof or a Map instead.',
  *check(context): Generator<Finding> {
    const { tree } = context;
    for (const node of tree.nodesOf('MemberExpression'))
      if (!isHarmlessRead(node, context))
        for (const finding of judge(node.property, namesOf(node, node.property, context)))
          yield { ...finding, ...askedPrototype(node, context) };
    for (const pattern of tree.nodesOf('ObjectPattern'))
      for (const property of pattern.properties)
        if (property.type === 'Property' && !isPlainField(property, pattern, context))
          yield* judge(property, namesOf(property, property.key, context));
    for (const literal of tree.nodesOf('ObjectExpression')) yield* prototypeOf(literal, context);
    yield* reflected(context);
    yield* handedOn(context);
    yield* inJson(context);
  },
};

function namesOf(node: ScriptNode, key: ScriptNode, context: ScriptContext): Iterable<string> {
  const name = nameOf(node);
  return name === undefined ? computedNames(key, context) : [name];
}

/** What a computed key may be. One of several that the code asks about before counts as told apart. */
function computedNames(key: ScriptNode, context: ScriptContext): Iterable<string> {
  const names = context.fold(key) ?? new Set<string>();
  return names.size > 1 && isGuardedKey(key, context) ? [] : names;
}

function* judge(at: ScriptNode, names: Iterable<string>): Generator<Finding> {
  for (const name of names) {
    const reason = forbiddenKeys.get(name);
    if (reason) yield { span: spanOf(at), message: `The property ${name} ${reason}.` };
  }
}

const isQuoted = ({ range: [start] }: ScriptNode, { source }: ScriptContext) =>
  /['"`[]/.test(source.code.charAt(start));

/** `const { caller, callee } = phoneCall`, and `const { constructor, points } = row` while it stays data. */
function isPlainField(property: NodeOf<'Property'>, pattern: ScriptNode, context: ScriptContext): boolean {
  const name = nameOf(property);
  if (name === 'constructor' && property.key.type === 'Identifier' && !isQuoted(property, context))
    return bindsOnlyData(property.value, context);
  if (name !== 'caller' && name !== 'callee') return false;
  const parent = context.tree.parentOf(pattern);
  return parent?.type !== 'VariableDeclarator' || !parent.init || !isOfFunction(parent.init, context);
}

/** `{ __proto__: x }` sets a prototype; `null` as prototype is the safe idiom. */
function* prototypeOf({ properties }: NodeOf<'ObjectExpression'>, context: ScriptContext): Generator<Finding> {
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed || nameOf(property) !== '__proto__') continue;
    const value = unwrap(property.value);
    const isNull = value.type === 'Literal' && value.raw === 'null';
    if (!isNull) yield* judge(property, namesOf(property, property.key, context));
  }
}

/** `Object.getOwnPropertyDescriptor(f, "constructor")` names the key in an argument. */
function* reflected(context: ScriptContext): Generator<Finding> {
  for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
    if (!isReflective(callee, context)) continue;
    for (const argument of args.slice(1)) yield* judge(argument, context.fold(argument) ?? []);
  }
}

function isReflective(callee: ScriptNode, { scopes }: ScriptContext): boolean {
  const target = unwrap(callee);
  if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') return false;
  if (!['Object', 'Reflect'].includes(target.object.name) || !scopes.isFree(target.object)) return false;
  return !['hasOwn', 'has', 'is'].includes(nameOf(target) ?? '');
}

/** `read(value, "constructor")` and `new Map([["k", "constructor"]])`: what is done with the text is not known. */
function* handedOn(context: ScriptContext): Generator<Finding> {
  if (!mayReadRefusedKeys(context)) return;
  const texts = context.tree.nodesOf('Literal', 'TemplateLiteral', 'BinaryExpression', 'CallExpression');
  for (const node of texts) {
    const names = [...(context.fold(node) ?? [])].filter((name) => forbiddenTexts.has(name));
    if (names.length > 0 && !isJudgedAsKey(node, context) && !isGuard(node, context)) yield* judge(node, names);
  }
}

/** A text is only dangerous where something may read it as a key. */
function mayReadRefusedKeys(context: ScriptContext): boolean {
  const { tree } = context;
  const isForbidden = (key: ScriptNode) => [...computedNames(key, context)].some((name) => forbiddenKeys.has(name));
  const isRead = (key: ScriptNode) =>
    key.type !== 'Literal' && (isForbidden(key) || (isUnknownKey(key, context) && !isGuardedKey(key, context)));
  return (
    tree
      .nodesOf('MemberExpression')
      .some((node) => node.computed && isRead(node.property) && !leadsNowhere(node, context)) ||
    tree
      .nodesOf('Property')
      .some((property) => property.computed && isInPattern(property, tree) && isRead(property.key))
  );
}

const isInPattern = (property: ScriptNode, tree: ScriptContext['tree']) =>
  tree.parentOf(property)?.type === 'ObjectPattern';

/** `JSON.parse('{"__proto__": …}')` makes a key that merges walk into. */
function* inJson(context: ScriptContext): Generator<Finding> {
  for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
    const [text] = args;
    if (!text || !methodsOf(['JSON'], callee, context).includes('parse')) continue;
    if ([...(context.fold(text) ?? [])].some((json) => json.includes('"__proto__"'))) yield* judge(text, ['__proto__']);
  }
}

/** Keys and arguments that the checks above judge, and texts that are only types. */
function isJudgedAsKey(node: ScriptNode, context: ScriptContext): boolean {
  const parent = context.tree.parentOf(node);
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node;
    case 'Property':
      return parent.key === node && (!parent.computed || context.tree.parentOf(parent)?.type === 'ObjectPattern');
    case 'CallExpression':
      return parent.arguments.indexOf(node as never) > 0 && isReflective(parent.callee, context);
    case 'TSLiteralType':
      return true;
    default:
      return parent !== undefined && 'key' in parent && parent.key === node && 'computed' in parent && !parent.computed;
  }
}
