import type { Fix } from '../analysis/rule.ts';
import type { Span } from '../analysis/source-text.ts';
import type { PythonContext } from './python-context.ts';
import type { PyNode, PyOf } from './tree.ts';

/**
 * Takes an import out of the code when nothing uses what it binds. `node` is one alias, or a whole from-import.
 * Absent when the name is used, or when the block would be left empty.
 */
export function withoutImport(context: PythonContext, node: PyNode): Fix | undefined {
  const statement = node.nodeType === 'Alias' ? context.tree.parentOf(node) : node;
  if (statement?.nodeType !== 'Import' && statement?.nodeType !== 'ImportFrom') return undefined;
  const removed = node.nodeType === 'Alias' ? [node] : statement.names;
  if (removed.some((alias) => alias.name === '*' || isUsed(context, alias))) return undefined;
  const description = `Remove the unused import of ${removed.map(({ name }) => name).join(', ')}.`;
  const kept = statement.names.filter((alias) => !removed.includes(alias));
  if (kept.length > 0) return { description, edits: [{ span: namesSpan(context, statement), text: listOf(kept) }] };
  const span = isAlone(context, statement) ? wholeLines(context, statement) : undefined;
  return span && { description, edits: [{ span, text: '' }] };
}

const usedNames = new WeakMap<PythonContext, ReadonlySet<unknown>>();

/** By its text anywhere: in code, and in strings such as those of `__all__`. */
function isUsed(context: PythonContext, { name, asname }: PyOf<'Alias'>): boolean {
  const used = usedNames.get(context) ?? namesIn(context);
  usedNames.set(context, used);
  return used.has((asname ?? name).split('.')[0]);
}

function namesIn({ tree }: PythonContext): ReadonlySet<unknown> {
  const names = tree.nodesOf('Name').map(({ id }) => id);
  const declared = tree.nodesOf('Global', 'Nonlocal').flatMap((node) => node.names);
  return new Set<unknown>([...names, ...declared, ...tree.nodesOf('Constant').map(({ value }) => value)]);
}

const listOf = (names: readonly PyOf<'Alias'>[]) =>
  names.map(({ name, asname }) => (asname ? `${name} as ${asname}` : name)).join(', ');

function namesSpan({ spanOf }: PythonContext, { names }: PyOf<'Import' | 'ImportFrom'>): Span {
  const spans = names.map((alias) => spanOf(alias));
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Not the only statement of its block, which would no longer parse. */
function isAlone({ tree }: PythonContext, statement: PyNode): boolean {
  const parent = tree.parentOf(statement);
  const blocks = Object.values(parent ?? {}).filter((value) => Array.isArray(value) && value.includes(statement));
  return parent?.nodeType === 'Module' || blocks.some((block) => Array.isArray(block) && block.length > 1);
}

/** The lines of a statement that has them for itself, but for a comment behind it. */
function wholeLines({ source, spanOf }: PythonContext, statement: PyNode): Span | undefined {
  const { start, end } = spanOf(statement);
  const lineStart = source.lineStarts[source.positionOf(start).line - 1] ?? 0;
  const nextLine = source.lineStarts[source.positionOf(end).line] ?? source.code.length;
  const before = source.code.slice(lineStart, start);
  const after = source.code.slice(end, nextLine);
  return before.trim() === '' && /^\)?\s*(#.*)?\s*$/.test(after) ? { start: lineStart, end: nextLine } : undefined;
}
