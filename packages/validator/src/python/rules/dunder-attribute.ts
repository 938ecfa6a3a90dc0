import type { Finding } from '../../analysis/rule.ts';
import { allowedDunders, isDunder } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';

const betterWays: Readonly<Record<string, string>> = {
  __class__: 'Use type(x), for example type(x).__name__.',
  __dict__: 'Keep the values in a dictionary, or use dataclasses.asdict.',
  __module__: 'Leave the module name out.',
  __annotations__: 'Use dataclasses.fields, or list the fields yourself.',
  __mro__: 'Use isinstance or issubclass.',
  __base__: 'Use isinstance or issubclass.',
  __bases__: 'Use isinstance or issubclass.',
};

export const dunderAttribute: PythonRule = {
  id: 'python.dunder-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'Double-underscore attributes such as __class__, __globals__ or __subclasses__ lead from any object into the interpreter. Ordinary magic methods may be called.',
  suggestion: 'Use the public function that does the same.',
  *check({ tree, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('Attribute')) {
      if (!isDunder(node.attr) || allowedDunders.has(node.attr)) continue;
      const suggestion = betterWays[node.attr];
      const message = `The attribute ${node.attr} leads into the interpreter.`;
      yield { span: spanOf(node), message, ...(suggestion === undefined ? {} : { suggestion }) };
    }
  },
};
