import { createEffort } from '../regex/effort.ts';
import { createRegexJudge, type JudgedRegex } from '../regex/judge-uses.ts';
import type { PythonContext } from './python-context.ts';
import { regexUses } from './regex-uses.ts';
import type { PyNode } from './tree.ts';

const known = new WeakMap<PythonContext, readonly JudgedRegex<PyNode>[]>();

/** Every pattern of the code with its verdict. Kept: two rules ask. */
export function judgedRegexes(context: PythonContext): readonly JudgedRegex<PyNode>[] {
  const judged = known.get(context) ?? judgeAll(context);
  known.set(context, judged);
  return judged;
}

function judgeAll(context: PythonContext): readonly JudgedRegex<PyNode>[] {
  const judge = createRegexJudge('python', createEffort());
  const judged = [...regexUses(context)].map((use) => judge.judge(use));
  if (judged.every(({ openness }) => openness === 'closed')) return judged;
  // Somewhere a pattern is used that cannot be followed: any text of the code may be it.
  const texts = context.tree.nodesOf('Constant').filter(({ value, quote_style: quotes }) => quotes && value);
  return [...judged, ...judge.judgeTexts(texts.map((node) => ({ node, text: String(node.value) })))];
}
