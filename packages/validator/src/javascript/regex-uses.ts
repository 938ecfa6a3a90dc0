import type { Assembled } from '../regex/assembled.ts';
import { constantText } from '../regex/assembled.ts';
import type { RegexUse } from '../regex/judge-regex.ts';
import { nameOf, unwrap } from './expressions.ts';
import { regexTexts } from './regex-text.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';

/** A place where the code has a pattern. */
export interface ScriptRegexUse {
  readonly node: ScriptNode;
  readonly texts: readonly Assembled[];
  readonly flags: string;
  readonly use: RegexUse;
}

/** Methods of text that take a string as a pattern; `replace` and `split` take it as it is. */
const patternMethods = new Set(['match', 'matchAll', 'search']);

/** Literals, what `RegExp` is given, and strings that methods of text take as patterns. */
export function* regexUses(context: ScriptContext): Generator<ScriptRegexUse> {
  for (const node of context.tree.nodesOf('Literal'))
    if ('regex' in node) yield useOf(node, [constantText(node.regex.pattern)], node.regex.flags);
  for (const node of context.tree.nodesOf('NewExpression', 'CallExpression')) {
    const [pattern] = node.arguments;
    if (!pattern || pattern.type === 'SpreadElement') continue;
    if (isConstructor(node.callee, context)) yield* constructed(node, pattern, context);
    else if (node.type === 'CallExpression' && isPatternMethod(node.callee)) {
      const texts = context.fold(pattern);
      if (texts) yield useOf(pattern, [...texts].map(constantText), '');
    }
  }
}

const useOf = (node: ScriptNode, texts: readonly Assembled[], flags: string): ScriptRegexUse => ({
  node,
  texts,
  flags,
  use: flags.includes('y') ? 'match' : 'search',
});

function* constructed(
  node: NodeOf<'NewExpression' | 'CallExpression'>,
  pattern: ScriptNode,
  context: ScriptContext,
): Generator<ScriptRegexUse> {
  // A literal is judged where it stands.
  if (pattern.type === 'Literal' && 'regex' in pattern) return;
  const [flags, ...others] = (node.arguments[1] && context.fold(node.arguments[1])) ?? [];
  yield useOf(pattern, regexTexts(pattern, context), others.length === 0 ? (flags ?? '') : '');
}

/** `RegExp`, by its own name or one that the code gives it. */
function isConstructor(callee: ScriptNode, { scopes, initial }: ScriptContext): boolean {
  const node = unwrap(callee);
  if (node.type !== 'Identifier') return false;
  const value = scopes.isFree(node) ? node : initial(node);
  return value?.type === 'Identifier' && value.name === 'RegExp' && scopes.isFree(value);
}

function isPatternMethod(callee: ScriptNode): boolean {
  return callee.type === 'MemberExpression' && patternMethods.has(nameOf(callee) ?? '');
}
