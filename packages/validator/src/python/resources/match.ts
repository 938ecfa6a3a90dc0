import type { PyNode, PyOf } from '../tree.ts';
import { childrenOf } from '../tree.ts';
import type { Place } from './machine.ts';
import { type Reaches, runBlock, runBranches } from './statements.ts';
import { unknown } from './value.ts';

/** Which case fits is not decided: every one may, and none, unless the last takes anything. */
export function runMatch(node: PyOf<'Match'>, place: Place): Reaches {
  place.machine.evaluate(node.subject, place.env, place.frame);
  const branches = node.cases.map((one) => () => {
    for (const name of namesIn(one.pattern)) place.env.set(name, unknown);
    if (one.guard) place.machine.evaluate(one.guard, place.env, place.frame);
    return runBlock(one.body, place);
  });
  const last = node.cases.at(-1);
  const isComplete = last?.pattern.nodeType === 'MatchAs' && !last.pattern.pattern && !last.guard;
  return runBranches(isComplete ? branches : [...branches, () => true], place);
}

function namesIn(pattern: PyNode): string[] {
  const names: string[] = [];
  const pending: PyNode[] = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ((node.nodeType === 'MatchAs' || node.nodeType === 'MatchStar') && node.name) names.push(node.name);
    if (node.nodeType === 'MatchMapping' && node.rest) names.push(node.rest);
    pending.push(...childrenOf(node));
  }
  return names;
}
