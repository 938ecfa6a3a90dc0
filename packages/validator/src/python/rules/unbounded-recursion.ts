import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import type { Callable } from '../resources/call-graph.ts';
import { explodingCalls } from '../resources/exploding-calls.ts';
import { inWords } from '../resources/findings.ts';
import { endlessCalls } from '../resources/recursion.ts';
import { unmovedCalls } from '../resources/unchanged-calls.ts';

export const unboundedRecursion: PythonRule = {
  id: 'python.unbounded-recursion',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 674,
  threats: ['PY-RES-2'],
  examples: [
    {
      language: 'python',
      bad: `def depth(node: dict) -> int:
    below = depth(node["child"])  # <- python.unbounded-recursion
    return below + 1 if node["child"] else 1`,
      good: `def depth(node: dict) -> int:
    if not node["child"]:
        return 1
    return depth(node["child"]) + 1`,
    },
    {
      language: 'python',
      bad: `def is_even(n: int) -> bool:
    return not _is_odd(n)

def _is_odd(n: int) -> bool:
    return not is_even(n)  # <- python.unbounded-recursion`,
      good: `def is_even(n: int) -> bool:
    return n == 0 or _is_odd(abs(n) - 1)

def _is_odd(n: int) -> bool:
    return n != 0 and is_even(abs(n) - 1)`,
    },
  ],
  summary:
    'A function that calls itself, directly or through others, on every way through it, or with arguments that bring it no nearer to its end, never returns.',
  suggestion:
    'Return for the simplest input before the call, and call with a smaller input; cache results that come up again.',
  *check(context): Generator<Finding> {
    for (const { node, target } of endlessCalls(context))
      yield {
        span: context.spanOf(node),
        message: `Every way through ${nameOf(target)} comes to this call again, before anything is returned.`,
      };
    for (const { node, isSame } of unmovedCalls(context))
      yield {
        span: context.spanOf(node),
        message: isSame
          ? 'The function calls itself with the arguments it was given.'
          : 'Each call moves away from the condition that would end it.',
      };
    for (const { node, calls } of explodingCalls(context))
      yield {
        span: context.spanOf(node),
        message: `Calling itself this often, for this input, makes ${inWords(calls)} calls.`,
      };
  },
};

const nameOf = (callee: Callable) => (callee.nodeType === 'Lambda' ? 'the lambda' : callee.name);
