import type { Finding } from '../../analysis/rule.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { spanOfHeader } from '../tree.ts';

export const dynamicClass: PythonRule = {
  id: 'python.dynamic-class',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 913,
  summary: 'Metaclasses and type(name, bases, namespace) build classes that cannot be read from the code.',
  suggestion: 'Write the class out with a class statement; for records use @dataclass.',
  *check(context): Generator<Finding> {
    yield* metaclasses(context);
    yield* typeCalls(context);
  },
};

function* metaclasses({ tree, source, paths }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('ClassDef')) {
    const given = node.keywords.some(({ arg }) => arg === 'metaclass' || arg === null || arg === undefined);
    const derived = node.bases.some((base) => paths.originOf(base) === 'builtins.type');
    if (given || derived)
      yield { span: spanOfHeader(node, source), message: `The class ${node.name} has or is a metaclass.` };
  }
}

function* typeCalls({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('Call')) {
    const isIndirect = node.func.nodeType === 'Call' && paths.originOf(node.func.func) === 'builtins.type';
    if (isIndirect && node.args.length === 3) yield { span: spanOf(node), message: 'A class is built at run time.' };
    if (paths.originOf(node.func) !== 'builtins.type') continue;
    const isPlain = node.args.length === 1 && node.args[0]?.nodeType !== 'Starred' && node.keywords.length === 0;
    if (!isPlain)
      yield { span: spanOf(node), message: 'type() with more than one argument builds a class at run time.' };
  }
}
