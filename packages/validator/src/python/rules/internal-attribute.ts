import type { Finding } from '../../analysis/rule.ts';
import { internalAttributes } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';

export const internalAttribute: PythonRule = {
  id: 'python.internal-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary: 'Frames, code objects and tracebacks hold the namespaces of whoever called the tool.',
  suggestion: 'Leave the inspection out; return what you need as a value.',
  *check({ tree, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('Attribute'))
      if (internalAttributes.has(node.attr))
        yield { span: spanOf(node), message: `The attribute ${node.attr} belongs to the interpreter's own objects.` };
  },
};
