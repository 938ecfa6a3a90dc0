import type { PyNode } from '../tree.ts';
import type { Callable, CallGraph } from './call-graph.ts';
import { certainParts, headOf } from './certain-calls.ts';

/** How a block can go on: to what follows it, or out of the function. */
interface Course {
  readonly falls: boolean;
  readonly leaves: boolean;
  readonly breaks: boolean;
}

const onwards: Course = { falls: true, leaves: false, breaks: false };
const stuck: Course = { falls: false, leaves: false, breaks: false };
const either = (a: Course, b: Course): Course => ({
  falls: a.falls || b.falls,
  leaves: a.leaves || b.leaves,
  breaks: a.breaks || b.breaks,
});

/** Whether a function can end although these others never do; else the call that it cannot get past. */
export function blockingCall(callee: Callable, never: ReadonlySet<Callable>, graph: CallGraph): PyNode | undefined {
  let first: PyNode | undefined;
  const isBlocked = (expression: PyNode) => {
    for (const part of certainParts(expression)) {
      const target = graph.targetOf(part);
      if (!target || !never.has(target)) continue;
      first ??= part;
      return true;
    }
    return false;
  };
  if (callee.nodeType === 'Lambda')
    return isBlocked(callee.body) || isBlockedBranch(callee.body, isBlocked) ? first : undefined;
  const { falls, leaves } = courseOf(callee.body, isBlocked);
  return falls || leaves ? undefined : first;
}

/** `a if test else b` with both sides stuck. */
function isBlockedBranch(expression: PyNode, isBlocked: (node: PyNode) => boolean): boolean {
  return expression.nodeType === 'IfExp' && isBlocked(expression.body) && isBlocked(expression.orelse);
}

function courseOf(body: readonly PyNode[], isBlocked: (node: PyNode) => boolean): Course {
  let course = onwards;
  for (const statement of body) {
    const next = courseOfStatement(statement, isBlocked);
    course = { falls: next.falls, leaves: course.leaves || next.leaves, breaks: course.breaks || next.breaks };
    if (!course.falls) return course;
  }
  return course;
}

function courseOfStatement(node: PyNode, isBlocked: (node: PyNode) => boolean): Course {
  const block = (body: readonly PyNode[]) => courseOf(body, isBlocked);
  if (headOf(node).some((expression) => isBlocked(expression) || isBlockedBranch(expression, isBlocked))) return stuck;
  switch (node.nodeType) {
    case 'Return':
    case 'Raise':
      return { falls: false, leaves: true, breaks: false };
    case 'Break':
    case 'Continue':
      return { falls: false, leaves: false, breaks: true };
    case 'Assert':
      return { falls: true, leaves: true, breaks: false };
    case 'If': {
      const truth = node.test.nodeType === 'Constant' ? Boolean(node.test.value) : undefined;
      if (truth !== undefined) return block(truth ? node.body : node.orelse);
      return either(block(node.body), block(node.orelse));
    }
    case 'While': {
      const inner = block(node.body);
      const isEndless = node.test.nodeType === 'Constant' && Boolean(node.test.value);
      return { falls: !isEndless || inner.breaks, leaves: inner.leaves || (isEndless && inner.falls), breaks: false };
    }
    case 'For':
    case 'AsyncFor':
      return { falls: true, leaves: block(node.body).leaves, breaks: false };
    case 'With':
    case 'AsyncWith':
      return block(node.body);
    case 'Try':
    case 'TryStar': {
      const handled = node.handlers.map(({ body }) => block(body));
      const tried = either(block([...node.body, ...node.orelse]), handled.reduce(either, stuck));
      const last = block(node.finalbody);
      return last.falls ? { ...tried, leaves: tried.leaves || last.leaves } : last;
    }
    case 'Match':
      return node.cases.map(({ body }) => block(body)).reduce(either, onwards);
    default:
      return onwards;
  }
}
