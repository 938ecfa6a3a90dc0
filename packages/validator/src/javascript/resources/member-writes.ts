import { isTarget } from '../assignment-targets.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf } from '../tree.ts';
import { memberName } from './methods.ts';

type Member = NodeOf<'MemberExpression'>;
const known = new WeakMap<ScriptContext, ReadonlyMap<string, readonly Member[]>>();
const none: readonly Member[] = [];

/** Every place that assigns a property of a name, on whatever object. */
export function memberWrites(context: ScriptContext, name: string): readonly Member[] {
  const found = known.get(context) ?? collect(context);
  known.set(context, found);
  return found.get(name) ?? none;
}

function collect({ tree }: ScriptContext): ReadonlyMap<string, readonly Member[]> {
  const byName = new Map<string, Member[]>();
  for (const node of tree.nodesOf('MemberExpression')) {
    const name = memberName(node);
    if (name === undefined || !isTarget(node, tree)) continue;
    const same = byName.get(name);
    if (same) same.push(node);
    else byName.set(name, [node]);
  }
  return byName;
}
