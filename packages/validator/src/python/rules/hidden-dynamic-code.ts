import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const hiddenDynamicCode: PythonRule = {
  id: 'python.hidden-dynamic-code',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-2'],
  examples: [
    {
      language: 'python',
      bad: `def handler(lines: list[str]) -> list:
    return list(map(eval, lines))  # <- python.hidden-dynamic-code
`,
      good: `import json

def handler(lines: list[str]) -> list:
    return list(map(json.loads, lines))
`,
    },
    {
      language: 'python',
      bad: `CONVERTERS = {
    "number": float,
    "expression": eval,  # <- python.hidden-dynamic-code
}

def handler(kind: str, text: str):
    return CONVERTERS[kind](text)
`,
      good: `CONVERTERS = {
    "number": float,
    "text": str,
}

def handler(kind: str, text: str):
    return CONVERTERS[kind](text)
`,
    },
  ],
  summary:
    'eval, exec and compile are refused as values too: under another name, as a default, in a table, as a decorator or as an argument they run text as code all the same.',
  suggestion: 'Put functions of your own, or json.loads, where the builtin stands.',
  check: (context) => refusedBuiltins(context, 'code', 'value'),
};
