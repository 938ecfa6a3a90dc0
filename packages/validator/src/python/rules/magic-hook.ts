import type { Finding } from '../../analysis/rule.ts';
import { allowedDefinitions, isDunder } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';
import { spanOfHeader } from '../tree.ts';

export const magicHook: PythonRule = {
  id: 'python.magic-hook',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 913,
  summary:
    'Defining __reduce__, __del__, __getattribute__, __init_subclass__ and similar names changes what the interpreter does behind the code. The usual magic methods may be defined.',
  suggestion: 'Use an ordinary method and call it.',
  *check({ tree, source, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('FunctionDef', 'AsyncFunctionDef', 'ClassDef'))
      if (isHook(node.name)) yield { span: spanOfHeader(node, source), message: messageFor(node.name) };
    for (const node of tree.nodesOf('Name'))
      if (node.ctx.nodeType !== 'Load' && isHook(node.id)) yield { span: spanOf(node), message: messageFor(node.id) };
    for (const node of tree.nodesOf('Alias', 'Arg')) {
      const name = node.nodeType === 'Arg' ? node.arg : (node.asname ?? '');
      if (isHook(name)) yield { span: spanOf(node), message: messageFor(name) };
    }
  },
};

const isHook = (name: string) => isDunder(name) && !allowedDefinitions.has(name);
const messageFor = (name: string) => `${name} is a hook of the interpreter and may not be defined.`;
