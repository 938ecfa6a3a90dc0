import type { Finding } from '../../analysis/rule.ts';
import { isDunder } from '../data/attributes.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';

export const forbiddenMember: PythonRule = {
  id: 'python.forbidden-member',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 693,
  summary:
    'Of each module only its reviewed public names may be used: modules carry others (os, sys, codecs, builtins) along, and some functions open files or evaluate text.',
  suggestion: 'Use a documented function of the module; see its documentation for the public names.',
  *check(context): Generator<Finding> {
    yield* readMembers(context);
    yield* importedMembers(context);
  },
};

function* readMembers({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('Attribute')) {
    const module = paths.pathOf(node.value);
    if (module === undefined || !paths.isJudged(module) || isDunder(node.attr)) continue;
    if (!paths.isAllowedMember(module, node.attr)) yield { span: spanOf(node), ...explain(module, node.attr) };
  }
}

function* importedMembers({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const { module = '', level, names } of tree.nodesOf('ImportFrom')) {
    if (level || !paths.isJudged(module)) continue;
    for (const alias of names)
      if (alias.name !== '*' && !paths.isAllowedMember(module, alias.name))
        yield { span: spanOf(alias), ...explain(module, alias.name) };
  }
}

const betterWays: Readonly<Record<string, string>> = {
  'io.open': 'Pass the content in as input; for text in memory use io.StringIO.',
  'string.Formatter': 'Use an f-string, str.format with a constant template, or string.Template.',
  'typing.get_type_hints': 'Read the fields with dataclasses.fields or a dictionary of your own.',
  'uuid.uuid1': 'Use uuid.uuid4, or uuid.uuid5 for a name-based identifier.',
  'uuid.uuid6': 'Use uuid.uuid7, or uuid.uuid4.',
  'uuid.getnode': 'A tool has no host; take an identifier as a parameter.',
  'dataclasses.make_dataclass': 'Write the class out with @dataclass.',
};

function explain(module: string, name: string) {
  const path = `${module}.${name}`;
  const suggestion = betterWays[path];
  const message = `${path} is not one of the names of ${module} that tools may use.`;
  return { message, ...(suggestion === undefined ? {} : { suggestion }) };
}
