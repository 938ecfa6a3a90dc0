import {
  type Assembled,
  concatenated,
  constantText,
  joinedWith,
  literalText,
  unknownText,
} from '../regex/assembled.ts';
import { isFunction, nameOf, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';

const maximumDepth = 30;
/** What stands for itself in a pattern whatever the input is. */
const numeric = new Set(['Number', 'parseInt', 'parseFloat', 'BigInt']);

/** The patterns that an expression can be, as far as constants tell. */
export function regexTexts(expression: ScriptNode, context: ScriptContext, depth = 0): readonly Assembled[] {
  const node = unwrap(expression);
  const known = context.fold(node);
  if (known) return [...known].slice(0, 16).map(constantText);
  if (depth > maximumDepth) return unknownText;
  const next = (child: ScriptNode) => regexTexts(child, context, depth + 1);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? [constantText(node.regex.pattern)] : [constantText(String(node.value))];
    case 'TemplateLiteral':
      return ofTemplate(node, 'cooked', next);
    case 'TaggedTemplateExpression':
      return isRaw(node.tag) ? ofTemplate(node.quasi, 'raw', next) : unknownText;
    case 'BinaryExpression':
      return node.operator === '+' ? concatenated([next(node.left), next(node.right)]) : unknownText;
    case 'ConditionalExpression':
      return [...next(node.consequent), ...next(node.alternate)];
    case 'LogicalExpression':
      return [...next(node.left), ...next(node.right)];
    case 'Identifier':
      return ofName(node, context, next);
    case 'MemberExpression':
      return ofMember(node, context, next);
    case 'CallExpression':
      return ofCall(node, context, next);
    case 'NewExpression':
      return node.arguments[0] ? next(node.arguments[0]) : unknownText;
    default:
      return unknownText;
  }
}

type Next = (child: ScriptNode) => readonly Assembled[];

function ofTemplate(
  { quasis, expressions }: NodeOf<'TemplateLiteral'>,
  form: 'cooked' | 'raw',
  next: Next,
): readonly Assembled[] {
  const texts = quasis.map(({ value }) => [constantText(value[form] ?? value.raw)]);
  return concatenated(texts.flatMap((text, at) => (at === 0 ? [text] : [holeAt(expressions, at - 1, next), text])));
}

const holeAt = (nodes: readonly ScriptNode[], index: number, next: Next) => {
  const node = nodes[index];
  return node ? next(node) : unknownText;
};

const isRaw = (tag: ScriptNode) =>
  tag.type === 'MemberExpression' && nameOf(tag) === 'raw' && tag.object.type === 'Identifier';

function ofName(node: NodeOf<'Identifier'>, { initial, scopes }: ScriptContext, next: Next): readonly Assembled[] {
  const value = initial(node);
  if (value && value !== node) return next(value);
  // A variable that is assigned more than once, or built up: what it begins with says something at least.
  const definition = scopes.variableOf(node)?.defs[0]?.node;
  const start = definition?.type === 'VariableDeclarator' ? definition.init : undefined;
  return start && start.type !== 'ArrayExpression' ? [...next(start), ...unknownText] : unknownText;
}

/** `/…/.source`, and members of constant objects and of classes. */
function ofMember(
  node: NodeOf<'MemberExpression'>,
  { tree, initial }: ScriptContext,
  next: Next,
): readonly Assembled[] {
  const name = nameOf(node);
  if (name === 'source') return next(node.object);
  const object = node.object.type === 'Identifier' ? initial(node.object) : unwrap(node.object);
  if (object?.type === 'ObjectExpression') {
    const values = object.properties.flatMap((property) =>
      property.type === 'Property' && (name === undefined || nameOf(property) === name) ? [property.value] : [],
    );
    return values.length === 0 ? unknownText : values.slice(0, 16).flatMap(next);
  }
  const fields = name === undefined ? [] : tree.nodesOf('PropertyDefinition').filter((field) => nameOf(field) === name);
  const values = fields.flatMap(({ value }) => value ?? []);
  return values.length === 0 ? unknownText : values.slice(0, 8).flatMap(next);
}

function ofCall(node: NodeOf<'CallExpression'>, context: ScriptContext, next: Next): readonly Assembled[] {
  const { callee, arguments: args } = node;
  const [first] = args;
  if (isEscaping(callee, context) || isEscapeReplace(node)) return literalText;
  if (callee.type === 'Identifier' && context.scopes.isFree(callee)) {
    if (numeric.has(callee.name)) return literalText;
    return (callee.name === 'String' || callee.name === 'RegExp') && first ? next(first) : unknownText;
  }
  if (callee.type !== 'MemberExpression') return unknownText;
  const name = nameOf(callee);
  if (name === 'join') return ofJoin(first ? next(first) : [constantText(',')], callee.object, context, next);
  if (name === 'concat') return concatenated([next(callee.object), ...args.map(next)]);
  return name === 'trim' || name === 'toString' ? next(callee.object) : unknownText;
}

function ofJoin(
  separator: readonly Assembled[],
  list: ScriptNode,
  context: ScriptContext,
  next: Next,
): readonly Assembled[] {
  const items = listOf(list, context);
  if (items) return joinedWith(separator, items.slice(0, 2_000).map(next));
  // A list that is only known at run time: two of its items show what they do beside each other.
  const item = itemOf(unwrap(list), context);
  return joinedWith(separator, [item, item]);
}

/** The items of an array that is written down, in place, by its name, or mapped to the sources of patterns. */
function listOf(expression: ScriptNode, context: ScriptContext): readonly ScriptNode[] | undefined {
  const node = unwrap(expression);
  if (node.type === 'ArrayExpression') {
    const items = node.elements.flatMap((element) => element ?? []);
    return items.some(({ type }) => type === 'SpreadElement') ? undefined : items;
  }
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const callback = node.arguments[0];
    const isSource = nameOf(node.callee) === 'map' && isFunction(callback) && isSourceOf(callback.body);
    return isSource ? listOf(node.callee.object, context) : undefined;
  }
  const value = node.type === 'Identifier' ? context.initial(node) : undefined;
  return value?.type === 'ArrayExpression' ? listOf(value, context) : undefined;
}

const isSourceOf = (body: ScriptNode) => body.type === 'MemberExpression' && nameOf(body) === 'source';

/** `words.map(escape)`: what each item is. */
function itemOf(expression: ScriptNode, context: ScriptContext): readonly Assembled[] {
  const node = expression.type === 'Identifier' ? unwrap(context.initial(expression) ?? expression) : expression;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return unknownText;
  const [callback] = node.arguments;
  const name = nameOf(node.callee);
  if (name === 'map' && callback) {
    if (isFunction(callback) && callback.body.type !== 'BlockStatement') return regexTexts(callback.body, context, 20);
    return isEscaping(callback, context) ? literalText : unknownText;
  }
  return ['sort', 'filter', 'slice', 'toSorted', 'reverse'].includes(name ?? '')
    ? itemOf(unwrap(node.callee.object), context)
    : unknownText;
}

/** `RegExp.escape`, or a function of the code that puts a backslash before what it replaces. */
function isEscaping(callee: ScriptNode, { scopes, source }: ScriptContext): boolean {
  if (callee.type === 'MemberExpression')
    return callee.object.type === 'Identifier' && callee.object.name === 'RegExp' && nameOf(callee) === 'escape';
  if (callee.type !== 'Identifier') return false;
  const definition = scopes.variableOf(callee)?.defs[0]?.node as ScriptNode | undefined;
  if (!definition || (definition.type !== 'VariableDeclarator' && !isFunction(definition))) return false;
  return escapeText.test(source.code.slice(...definition.range).slice(0, 2_000));
}

/** The text that escapes a match: `'\\$&'`, `` `\\${c}` ``, `'\\' + c`. */
const escapeText = /\.replace(?:All)?\([^\n]*\\\\(?:\$|['"`])/;

function isEscapeReplace({ callee, arguments: args }: NodeOf<'CallExpression'>): boolean {
  if (callee.type !== 'MemberExpression' || !nameOf(callee)?.startsWith('replace')) return false;
  const [, replacement] = args;
  return replacement?.type === 'Literal' && typeof replacement.value === 'string' && replacement.value.startsWith('\\');
}
