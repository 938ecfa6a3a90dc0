import type { Finding } from '../../analysis/rule.ts';
import { isClock } from '../ambient.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { childrenOf, type PyNode, type PyOf, spanOfHeader } from '../tree.ts';

export const busyWait: PythonRule = {
  id: 'python.busy-wait',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['PY-RES-6'],
  examples: [
    {
      language: 'python',
      bad: `from datetime import datetime, timedelta

def handler(seconds: int) -> str:
    until = datetime.now() + timedelta(seconds=seconds)
    while datetime.now() < until:  # <- python.busy-wait
        pass
    return until.isoformat()
`,
      good: `from datetime import datetime, timedelta

def handler(seconds: int) -> str:
    until = datetime.now() + timedelta(seconds=seconds)
    return until.isoformat()
`,
    },
  ],
  summary: 'A loop that runs until the clock has moved on burns the time of the sandbox to wait.',
  suggestion: 'Leave the waiting out: compute the moment and return it.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('While'))
      if (endsByClock(context, node))
        yield { span: spanOfHeader(node, context.source), message: 'The loop waits for the clock.' };
  },
};

/** The clock decides whether the loop goes on: in its test, in a `break`, or through a variable that is read again. */
function endsByClock(context: PythonContext, loop: PyOf<'While'>): boolean {
  const exits = loop.body.filter((statement) => statement.nodeType === 'If' && leaves(statement));
  const tests = [loop.test, ...exits.map((statement) => (statement as PyOf<'If'>).test)];
  if (tests.some((test) => readsClock(context, test))) return true;
  const compared = new Set(tests.flatMap((test) => namesIn(test)));
  return loop.body.some(
    (statement) =>
      statement.nodeType === 'Assign' &&
      statement.targets.some((target) => target.nodeType === 'Name' && compared.has(target.id)) &&
      readsClock(context, statement.value),
  );
}

const leaving = new Set(['Break', 'Return', 'Raise']);

const leaves = ({ body }: PyOf<'If'>) => leaving.has(body.at(-1)?.nodeType ?? '');

function readsClock({ paths }: PythonContext, node: PyNode): boolean {
  return below(node).some((one) => {
    const path = one.nodeType === 'Attribute' || one.nodeType === 'Name' ? paths.pathOf(one) : undefined;
    return path !== undefined && isClock(path);
  });
}

const namesIn = (node: PyNode) => below(node).flatMap((one) => (one.nodeType === 'Name' ? one.id : []));

function below(node: PyNode): PyNode[] {
  const found: PyNode[] = [];
  const pending: PyNode[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    found.push(next);
    pending.push(...childrenOf(next));
  }
  return found;
}
