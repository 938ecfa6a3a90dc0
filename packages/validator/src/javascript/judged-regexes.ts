import { createEffort } from '../regex/effort.ts';
import { createRegexJudge, type JudgedRegex } from '../regex/judge-uses.ts';
import { regexUses } from './regex-uses.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

const known = new WeakMap<ScriptContext, readonly JudgedRegex<ScriptNode>[]>();

/** Every pattern of the code with its verdict. Kept: two rules ask. */
export function judgedRegexes(context: ScriptContext): readonly JudgedRegex<ScriptNode>[] {
  const judged = known.get(context) ?? judgeAll(context);
  known.set(context, judged);
  return judged;
}

function judgeAll(context: ScriptContext): readonly JudgedRegex<ScriptNode>[] {
  const judge = createRegexJudge('javascript', createEffort());
  const judged = [...regexUses(context)].map((use) => judge.judge(use));
  if (judged.every(({ openness }) => openness === 'closed')) return judged;
  // Somewhere a pattern is used that cannot be followed: any text of the code may be it.
  const texts = context.tree
    .nodesOf('Literal')
    .flatMap((node) => (typeof node.value === 'string' ? [{ node, text: node.value }] : []));
  return [...judged, ...judge.judgeTexts(texts)];
}
