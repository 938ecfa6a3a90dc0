import { assignmentsTo } from '../assignments.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf, ScriptNode, ScriptTree } from '../tree.ts';
import type { InitialOf } from './constant-tables.ts';
import { notConstant, textOf } from './evaluate/constant.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { joined } from './fold-lists.ts';
import { createItems } from './loop-items.ts';
import {
  concatenate,
  foldAt,
  maximumChars,
  maximumValues,
  only,
  type ScriptFold,
  union,
  type Values,
} from './value-sets.ts';

const maximumDepth = 40;
/** A variable that is assigned more often counts as unknown. */
const maximumWrites = 8;
/** Steps of evaluation for one expression, and for all the code together. */
const maximumStepsAtOnce = 5_000;
const maximumSteps = 50_000;
/** What the simpler folding does not see through; sums and templates it puts together from these. */
const evaluable = new Set([
  'CallExpression',
  'MemberExpression',
  'TaggedTemplateExpression',
  'UnaryExpression',
  'NewExpression',
]);

/** Constant folding over strings: what an obfuscated key comes to without running anything. */
export function createFolder(scopes: ScriptScopes, initial: InitialOf, tree: ScriptTree): ScriptFold {
  const known = new Map<ScriptNode, Values>();
  const facts = { scopes, initial, tree };
  const itemsOf = createItems(scopes, tree);
  let stepsLeft = maximumSteps;
  const evaluated = (node: ScriptNode): Values => {
    const items = itemsOf(node);
    if ((!items && !evaluable.has(node.type)) || stepsLeft <= 0) return undefined;
    const budget = { steps: Math.min(stepsLeft, maximumStepsAtOnce) };
    const before = budget.steps;
    try {
      const value = evaluate(items?.of ?? node, new Map(), { ...facts, budget });
      return new Set(items ? items.pick(value).map(textOf) : [textOf(value)]);
    } catch (error) {
      if (error === notConstant) return undefined;
      throw error;
    } finally {
      stepsLeft -= before - budget.steps;
    }
  };
  const fold = (node: ScriptNode, depth: number): Values => {
    if (depth > maximumDepth || known.has(node)) return known.get(node);
    // Unknown while it is being worked out, so that variables which need each other come to an end.
    known.set(node, undefined);
    const values = valuesOf(unwrap(node), (child) => fold(child, depth + 1), facts) ?? evaluated(unwrap(node));
    const isSmall = values && values.size <= maximumValues && [...values].every(({ length }) => length <= maximumChars);
    if (isSmall) known.set(node, values);
    return known.get(node);
  };
  return (node) => fold(node, 0);
}

interface Facts {
  readonly scopes: ScriptScopes;
  readonly initial: InitialOf;
  readonly tree: ScriptTree;
}

function valuesOf(node: ScriptNode, fold: ScriptFold, facts: Facts): Values {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? undefined : new Set([String(node.value)]);
    case 'TemplateLiteral':
      return ofTemplate(node, fold);
    case 'BinaryExpression':
      return node.operator === '+' ? concatenate([fold(node.left), fold(node.right)]) : undefined;
    case 'ConditionalExpression':
      return union([fold(node.consequent), fold(node.alternate)]);
    case 'LogicalExpression':
      return union([fold(node.left), fold(node.right)]);
    case 'SequenceExpression':
      return lastOf(node.expressions, fold);
    case 'ArrayExpression':
      return joined(node, new Set([',']), fold);
    case 'Identifier':
      return ofName(node, fold, facts);
    case 'MemberExpression':
      return ofMember(node, fold, facts);
    case 'CallExpression':
      return ofCall(node, fold, facts);
    default:
      return undefined;
  }
}

function ofTemplate({ quasis, expressions }: NodeOf<'TemplateLiteral'>, fold: ScriptFold): Values {
  const texts = quasis.map(({ value }): Values => new Set([value.cooked ?? '']));
  return concatenate(
    texts.flatMap((text, index) => (index === 0 ? [text] : [foldAt(expressions, index - 1, fold), text])),
  );
}

const lastOf = (nodes: readonly ScriptNode[], fold: ScriptFold) => foldAt(nodes, nodes.length - 1, fold);

function ofName(node: NodeOf<'Identifier'>, fold: ScriptFold, { initial, scopes, tree }: Facts): Values {
  const value = initial(node);
  if (value) return fold(value);
  const variable = scopes.variableOf(node);
  const writes = variable ? assignmentsTo(variable) : [];
  const isDeclared = variable?.defs.length === 1 && variable.defs[0]?.node.type === 'VariableDeclarator';
  if (!isDeclared || writes.length < 2 || writes.length > maximumWrites) return undefined;
  return union(writes.map(({ identifier }) => foldWritten(tree.parentOf(identifier), fold)));
}

/** `side = 'left'`, and neither `side += 'left'` nor `[side] = …`. */
function foldWritten(owner: ScriptNode | undefined, fold: ScriptFold): Values {
  if (owner?.type === 'VariableDeclarator') return owner.init ? fold(owner.init) : undefined;
  return owner?.type === 'AssignmentExpression' && owner.operator === '=' ? fold(owner.right) : undefined;
}

function ofMember(node: NodeOf<'MemberExpression'>, fold: ScriptFold, facts: Facts): Values {
  const object = node.object.type === 'Identifier' ? facts.initial(node.object) : unwrap(node.object);
  if (object?.type === 'ArrayExpression' && node.computed) return elementsOf(object, node.property, fold);
  if (object?.type !== 'ObjectExpression') return undefined;
  const key = node.computed ? fold(node.property) : undefined;
  const name = key?.size === 1 ? [...key][0] : nameOf(node);
  return union(membersOf(object, name, fold));
}

const nothing: ReadonlySet<string> = new Set();

function* membersOf(object: NodeOf<'ObjectExpression'>, name: string | undefined, fold: ScriptFold): Generator<Values> {
  for (const property of object.properties) {
    if (property.type !== 'Property' || property.computed) yield undefined;
    else yield name === undefined || nameOf(property) === name ? fold(property.value) : nothing;
  }
}

function elementsOf(array: NodeOf<'ArrayExpression'>, index: ScriptNode, fold: ScriptFold): Values {
  const element = index.type === 'Literal' && typeof index.value === 'number' ? array.elements[index.value] : undefined;
  return element ? fold(element) : union(membersIn(array, fold));
}

function* membersIn({ elements }: NodeOf<'ArrayExpression'>, fold: ScriptFold): Generator<Values> {
  for (const element of elements) yield element ? fold(element) : undefined;
}

const textMethods = new Map<string, (text: string, ...args: string[]) => string>([
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['toString', (text) => text],
  ['concat', (text, ...others) => text + others.join('')],
  ['replace', (text, from = '', to = '') => text.replace(from, to)],
  ['replaceAll', (text, from = '', to = '') => text.replaceAll(from, to)],
  ['slice', (text, from = '0', to = String(text.length)) => text.slice(Number(from), Number(to))],
  ['substring', (text, from = '0', to = String(text.length)) => text.substring(Number(from), Number(to))],
]);

function ofCall({ callee, arguments: args }: NodeOf<'CallExpression'>, fold: ScriptFold, facts: Facts): Values {
  const constants = args.map((argument) => only(fold(argument)));
  if (callee.type === 'Identifier' && facts.scopes.isFree(callee)) return ofGlobalCall(callee.name, constants);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = nameOf(callee) ?? '';
  if (method === 'fromCharCode' || method === 'fromCodePoint') return ofCodePoints(constants);
  if (method === 'join') return joined(callee.object, args.length === 0 ? new Set([',']) : foldAt(args, 0, fold), fold);
  const change = textMethods.get(method);
  if (!change || constants.some((constant) => constant === undefined)) return undefined;
  if (method === 'toString' && args.length > 0) return undefined;
  const texts = fold(callee.object);
  return texts && new Set([...texts].map((text) => change(text, ...(constants as string[]))));
}

function ofGlobalCall(name: string, [text]: readonly (string | undefined)[]): Values {
  if (text === undefined) return undefined;
  if (name === 'String') return new Set([text]);
  if (name === 'atob') return new Set([Buffer.from(text, 'base64').toString('latin1')]);
  return undefined;
}

function ofCodePoints(constants: readonly (string | undefined)[]): Values {
  const numbers = constants.map(Number);
  const isText = numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 0x10ffff);
  return isText ? new Set([String.fromCodePoint(...numbers)]) : undefined;
}
