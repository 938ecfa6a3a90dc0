import type { PythonContext } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';

const clock =
  /^(?:datetime\.(?:datetime|date)\.(?:now|utcnow|today)|time\.(?:time|monotonic|perf_counter|process_time)(?:_ns)?)$/;

/** Loops that only look at the clock until it says something else. */
export function* busyWaits(context: PythonContext): Generator<PyOf<'While'>> {
  for (const node of context.tree.nodesOf('While'))
    if (looksAtClock(node, context) && node.body.every((statement) => isIdle(statement, context))) yield node;
}

function looksAtClock(node: PyNode, context: PythonContext): boolean {
  const pending: PyNode[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.nodeType === 'Call' && readsClock(next.func, context)) return true;
    pending.push(...childrenOf(next));
  }
  return false;
}

/** Also under another name: `now = datetime.now`. */
function readsClock(callee: PyExpression, { paths, scopes }: PythonContext): boolean {
  if (clock.test(paths.originOf(callee) ?? '')) return true;
  if (callee.nodeType !== 'Name') return false;
  const [binding, ...others] = scopes.bindingsOf(callee) ?? [];
  return others.length === 0 && binding?.value !== undefined && clock.test(paths.originOf(binding.value) ?? '');
}

/** Nothing is worked out in this turn: it waits, counts, or looks at the clock. */
function isIdle(statement: PyNode, context: PythonContext): boolean {
  switch (statement.nodeType) {
    case 'Pass':
    case 'Continue':
    case 'Break':
      return true;
    case 'Expr':
      return statement.value.nodeType === 'Constant' || looksAtClock(statement.value, context);
    case 'AugAssign':
      return statement.value.nodeType === 'Constant';
    case 'Assign':
      return statement.value.nodeType === 'Constant' || looksAtClock(statement.value, context);
    case 'If':
      return [...statement.body, ...statement.orelse].every((inner) => isIdle(inner, context));
    default:
      return false;
  }
}
