import type { ScriptContext } from '../script-context.ts';
import type { ScriptComment, ScriptNode } from '../tree.ts';

/** One tag of a JSDoc comment. `name` may be a path such as `options.limit`. */
export interface DocTag {
  readonly tag: string;
  readonly type?: string;
  readonly name?: string;
  readonly isOptional: boolean;
  readonly default?: string;
  readonly text: string;
}

export interface DocComment {
  readonly text: string;
  readonly tags: readonly DocTag[];
}

/** The JSDoc comment that stands directly above a node; `export`, `async` and the like may stand between. */
export function docAbove(node: ScriptNode, { tree, source }: ScriptContext): DocComment | undefined {
  const start = node.range[0];
  const comment = lastBefore(tree.comments, start);
  const between = comment ? source.code.slice(comment.end, start) : '';
  if (!comment || !isDoc(comment) || between.length > 200 || !/^\s*(?:(?:export|default|readonly)\s+)*$/.test(between))
    return undefined;
  return parseDoc(comment.value);
}

/** The JSDoc comments that define types. */
export function typedefDocs({ tree }: ScriptContext): DocComment[] {
  return tree.comments
    .filter((one) => isDoc(one) && one.value.includes('@typedef'))
    .map(({ value }) => parseDoc(value));
}

const isDoc = ({ type, value }: ScriptComment) => type === 'Block' && value.startsWith('*');

/** The last comment that ends at or before an offset; comments stand in source order. */
function lastBefore(comments: readonly ScriptComment[], offset: number): ScriptComment | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return comments[low - 1];
}

function parseDoc(comment: string): DocComment {
  const lines = comment
    .slice(1)
    .split(/\n| (?=@(?:param|returns?)\b)/)
    .map((line) =>
      line
        .trim()
        .replace(/^\*\s?/, '')
        .trimEnd(),
    );
  const first = lines.findIndex((line) => line.startsWith('@'));
  const text = lines
    .slice(0, first === -1 ? lines.length : first)
    .join(' ')
    .trim();
  return { text, tags: first === -1 ? [] : blocksOf(lines.slice(first)).map(parseTag) };
}

/** A tag with the lines that continue it. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  for (const line of lines)
    if (line.startsWith('@')) blocks.push(line);
    else blocks.push(`${blocks.pop() ?? ''} ${line.trim()}`);
  return blocks;
}

function parseTag(block: string): DocTag {
  const tag = /^@(\w+)/.exec(block)?.[1] ?? '';
  const afterTag = block.slice(tag.length + 1).trim();
  const { type, rest } = takeType(afterTag);
  const named = ['param', 'arg', 'argument', 'property', 'prop', 'typedef'].includes(tag);
  return {
    tag,
    isOptional: false,
    ...(type === undefined ? {} : { type }),
    ...(named ? takeName(rest) : { text: dashless(rest) }),
  };
}

/** `{…}` with braces inside counted. */
function takeType(text: string): { type?: string; rest: string } {
  if (!text.startsWith('{')) return { rest: text };
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return { type: text.slice(1, at).trim(), rest: text.slice(at + 1).trim() };
  }
  return { rest: text };
}

/** `name`, `[name]` or `[name=default]`, then the description. */
function takeName(text: string): Omit<DocTag, 'tag' | 'type'> {
  if (!text.startsWith('[')) {
    const name = /^[\w$.[\]]+/.exec(text)?.[0] ?? '';
    return { name, isOptional: false, text: dashless(text.slice(name.length)) };
  }
  const end = closing(text);
  const [name = '', ...fallback] = text.slice(1, end).split('=');
  const rest = { name: name.trim(), isOptional: true, text: dashless(text.slice(end + 1)) };
  return fallback.length > 0 ? { ...rest, default: fallback.join('=').trim() } : rest;
}

/** Where the bracket that opens the text is closed; the end of the text when it never is. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    if (text[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

const dashless = (text: string) => text.trim().replace(/^-\s*/, '').slice(0, 1_000);
