import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';

export const patternAttribute: PythonRule = {
  id: 'python.pattern-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary: 'A keyword in a class pattern reads the attribute of that name, so the same names are refused there.',
  suggestion: 'Match on public fields only.',
  *check({ tree, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('MatchClass'))
      for (const name of node.kwd_attrs)
        if (!isAllowedAttribute(name))
          yield { span: spanOf(node), message: `The pattern reads the attribute ${name}.` };
  },
};
