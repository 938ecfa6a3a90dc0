import { childrenOf, type PyNode, type PyOf } from '../tree.ts';
import type { Place } from './machine.ts';

/** What a condition may be made of so that it only changes when its names do. */
const plain = new Set([
  'Name',
  'Constant',
  'Compare',
  'BoolOp',
  'BinOp',
  'UnaryOp',
  'Attribute',
  'Subscript',
  'Tuple',
  'List',
]);

/**
 * Whether nothing in the body of a loop can change its condition: once entered, it holds for ever. Names that are given
 * to any call, or whose attributes or items are touched, may change.
 */
export function isStable(node: PyOf<'While'>, changed: ReadonlySet<string>, { machine }: Place): boolean {
  const names = namesIn(node.test, machine);
  if (!names || names.size === 0) return false;
  for (const name of names) if (changed.has(name) || machine.facts.shared.has(name)) return false;
  return ![...names].some((name) => isTouched(name, node, machine));
}

/** Methods that only look, on what cannot look different the next time; functions of `re` that do so too. */
const lookingMethods = new Set(
  'find rfind count startswith endswith isdigit isalpha isupper islower isspace strip lower upper'.split(' '),
);
const lookingCalls = new Set(['builtins.len', 're.search', 're.match', 're.fullmatch', 're.findall']);

/** What a call looks at; absent when it may do more. */
function lookedAt(
  { func, args, keywords }: PyOf<'Call'>,
  { paths }: Place['machine']['context'],
): PyNode[] | undefined {
  if (keywords.length > 0) return undefined;
  if (lookingCalls.has(paths.originOf(func) ?? '')) return [...args];
  const isLooking = func.nodeType === 'Attribute' && lookingMethods.has(func.attr);
  return isLooking ? [func.value, ...args] : undefined;
}

/** The names of a plain condition; absent when it is not plain. */
function namesIn(test: PyNode, { context }: Place['machine']): Set<string> | undefined {
  const names = new Set<string>();
  const pending: PyNode[] = [test];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Call') {
      const parts = lookedAt(node, context);
      if (!parts) return undefined;
      pending.push(...parts);
      continue;
    }
    if (node.nodeType === 'NamedExpr') {
      pending.push(node.value);
      continue;
    }
    if (node.nodeType.endsWith('Ctx') || isOperator(node)) continue;
    if (!plain.has(node.nodeType)) return undefined;
    // An attribute or item may be changed from anywhere.
    if (node.nodeType === 'Attribute' || node.nodeType === 'Subscript') return undefined;
    if (node.nodeType === 'Name') names.add(node.id);
    pending.push(...childrenOf(node));
  }
  return names;
}

const isOperator = (node: PyNode) => node.lineno === undefined;

/** Any use of the name in the body but plain reading of its value. */
function isTouched(name: string, loop: PyOf<'While'>, { context }: Place['machine']): boolean {
  const pending: PyNode[] = [...loop.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Name' && node.id === name && !isPlainRead(node, context)) return true;
    pending.push(...childrenOf(node));
  }
  return false;
}

const readingCalls = new Set(
  'abs bool float int isinstance len max min print range repr round str'.split(' ').map((one) => `builtins.${one}`),
);

/** Methods of texts, which never change; nothing else has them. */
const textMethods = new Set('find rfind startswith endswith replace split strip lower upper title join'.split(' '));

function isPlainRead(node: PyOf<'Name'>, { tree, paths }: Place['machine']['context']): boolean {
  if (node.ctx.nodeType !== 'Load') return false;
  const parent = tree.parentOf(node);
  if (parent?.nodeType === 'Call') return parent.func !== node && readingCalls.has(paths.originOf(parent.func) ?? '');
  return (
    parent?.nodeType === 'BinOp' ||
    parent?.nodeType === 'Compare' ||
    parent?.nodeType === 'FormattedValue' ||
    parent?.nodeType === 'UnaryOp' ||
    (parent?.nodeType === 'Subscript' && parent.ctx.nodeType === 'Load') ||
    parent?.nodeType === 'Return' ||
    (parent?.nodeType === 'Attribute' && textMethods.has(parent.attr))
  );
}
