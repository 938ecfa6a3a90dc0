import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';

export const moduleAsValue: PythonRule = {
  id: 'python.module-as-value',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 693,
  threats: ['PY-LEAK-1'],
  examples: [
    {
      language: 'python',
      bad: `import json

def library(module):
    return module.codecs

def handler(path: str) -> str:
    return library(json).open(path).read()  # <- python.module-as-value
`,
      good: `import json

def read(loads, text):
    return loads(text)

def handler(text: str):
    return read(json.loads, text)
`,
    },
  ],
  summary:
    'A module that is assigned, passed or stored can be searched for what it carries along, out of sight of the checks.',
  suggestion: 'Use the module directly, as in `json.loads(text)`; pass the function you need instead of the module.',
  *check({ tree, paths, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('Name', 'Attribute')) {
      const path = node.ctx.nodeType === 'Load' ? paths.directPathOf(node) : undefined;
      if (path === undefined || !paths.isModule(path)) continue;
      const parent = tree.parentOf(node);
      if (parent?.nodeType === 'Attribute' && parent.value === node) continue;
      yield { span: spanOf(node), message: `The module ${path} is used as a value.` };
    }
  },
};
