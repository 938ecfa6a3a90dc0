import type { Finding } from '../../analysis/rule.ts';
import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { PyExpression } from '../tree.ts';

export const functionCode: PythonRule = {
  id: 'python.function-code',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 913,
  threats: ['PY-DYN-6', 'PY-INT-2'],
  examples: [
    {
      language: 'python',
      bad: `def double(x):
    return 2 * x

def triple(x):
    return 3 * x

def handler(x: int) -> int:
    double.__code__ = triple.__code__  # <- python.function-code
    return double(x)
`,
      good: `def double(x):
    return 2 * x

def triple(x):
    return 3 * x

def handler(x: int, times: int) -> int:
    chosen = {2: double, 3: triple}[times]
    return chosen(x)
`,
    },
  ],
  summary: 'Code objects can be read, taken apart and exchanged, so that what runs is not what was checked.',
  suggestion: 'Write the functions out and choose between them.',
  *check(context): Generator<Finding> {
    yield* refusedAttributes(context, 'code');
    yield* builtFunctions(context);
  },
};

/** `type(handler)(code, globals)` makes a function out of parts. */
function* builtFunctions(context: PythonContext): Generator<Finding> {
  for (const { func } of context.tree.nodesOf('Call'))
    if (isTypeOfFunction(context, func, 0))
      yield { span: context.spanOf(func), message: 'A function is built at run time through the type of another one.' };
}

function isTypeOfFunction(context: PythonContext, node: PyExpression, steps: number): boolean {
  if (steps > 4) return false;
  if (node.nodeType !== 'Call')
    return context.standsFor(node).some((value) => isTypeOfFunction(context, value, steps + 1));
  const [argument] = node.args;
  return (
    argument !== undefined && context.paths.originOf(node.func) === 'builtins.type' && isFunction(context, argument)
  );
}

function isFunction({ scopes }: PythonContext, node: PyExpression): boolean {
  if (node.nodeType === 'Lambda') return true;
  const bindings = node.nodeType === 'Name' ? (scopes.bindingsOf(node) ?? []) : [];
  return bindings.some(({ kind, value }) => kind === 'function' || value?.nodeType === 'Lambda');
}
