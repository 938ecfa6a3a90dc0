import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';

export const moduleTampering: PythonRule = {
  id: 'python.module-tampering',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'tampering',
  cwe: 471,
  summary:
    'Changing an attribute of an imported module, of its classes or of a builtin changes them for everything that runs later.',
  suggestion: 'Wrap the function in one of your own and call that.',
  *check({ tree, paths, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('Attribute')) {
      if (node.ctx.nodeType === 'Load') continue;
      const origin = paths.originOf(node.value);
      if (origin !== undefined)
        yield { span: spanOf(node), message: `${origin}.${node.attr} is changed; it is not the tool's own.` };
    }
  },
};
