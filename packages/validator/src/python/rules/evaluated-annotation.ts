import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const evaluatedAnnotation: PythonRule = {
  id: 'python.evaluated-annotation',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-5'],
  examples: [
    {
      language: 'python',
      bad: `import typing

def handler(kind: str) -> str:
    def probe(value): pass
    probe.hints = {"value": kind}
    return str(typing.get_type_hints(probe))  # <- python.evaluated-annotation
`,
      good: `KINDS = {"int": int, "str": str}

def handler(kind: str) -> str:
    return KINDS[kind].__name__
`,
    },
  ],
  summary: 'typing.get_type_hints and ForwardRef run the text of annotations as code.',
  suggestion: 'Map the names of types to types in a dictionary, or use dataclasses.fields.',
  check: (context) => refusedMembers(context, ({ family }) => family === 'annotations'),
};
