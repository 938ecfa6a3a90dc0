import type { Finding } from '../../analysis/rule.ts';
import { refusedImports } from '../module-imports.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';

export const forbiddenImport: PythonRule = {
  id: 'python.forbidden-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'import',
  cwe: 829,
  threats: ['PY-LEAK-1'],
  examples: [
    {
      language: 'python',
      bad: `import numpy as np  # <- python.forbidden-import

def handler(values: list[float]) -> float:
    return float(np.mean(values))
`,
      good: `import statistics

def handler(values: list[float]) -> float:
    return statistics.fmean(values)
`,
    },
    {
      language: 'python',
      bad: `from .pricing import total  # <- python.forbidden-import

def handler(prices: list[float]) -> float:
    return total(prices)
`,
      good: `def total(prices: list[float]) -> float:
    return round(sum(prices), 2)

def handler(prices: list[float]) -> float:
    return total(prices)
`,
    },
  ],
  summary:
    'Only the modules that the policy lists may be imported: what has not been reviewed may carry files, network or the interpreter along.',
  suggestion: 'Use one of the allowed modules, or write the few lines you need in the tool itself.',
  *check(context): Generator<Finding> {
    yield* refusedImports(context, 'other');
    yield* relativeImports(context);
  },
};

function* relativeImports({ tree, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('ImportFrom')) {
    if (!node.level) continue;
    const message = 'A relative import needs a package around the tool, and there is none.';
    yield { span: spanOf(node), message, suggestion: 'Write the functions you need into the tool itself.' };
  }
}
