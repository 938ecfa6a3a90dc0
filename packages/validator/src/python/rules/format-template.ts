import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute } from '../data/attributes.ts';
import { fieldsOf } from '../format-fields.ts';
import { hasOwnMethod } from '../own-objects.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { PyExpression, PyOf } from '../tree.ts';

const methods = new Set(['format', 'format_map', 'vformat']);

export const formatTemplate: PythonRule = {
  id: 'python.format-template',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 134,
  threats: ['PY-INT-5'],
  examples: [
    {
      language: 'python',
      bad: `def handler(template: str, name: str) -> str:
    return template.format(name=name)  # <- python.format-template
`,
      good: `def handler(template: str, name: str) -> str:
    return template.replace("{name}", name)
`,
    },
    {
      language: 'python',
      bad: `class User:
    def __init__(self, name):
        self.name = name

def handler(name: str) -> str:
    return "{0.__init__.__globals__}".format(User(name))  # <- python.format-template
`,
      good: `class User:
    def __init__(self, name):
        self.name = name

def handler(name: str) -> str:
    return "{0.name}".format(User(name))
`,
    },
  ],
  summary:
    'A format template can read attributes of its arguments ("{0.__class__}"), so templates must be constant and may only read public ones. f-strings and the format() builtin are safe.',
  suggestion: 'Use an f-string, or str.replace for placeholders that come from the input.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('Attribute')) {
      if (!methods.has(node.attr) || node.ctx.nodeType !== 'Load' || hasOwnMethod(context, node.value, node.attr))
        continue;
      const message = problemOf(context, templateOf(context, node));
      if (message) yield { span: context.spanOf(node), message };
    }
  },
};

/** The template: what `.format` is called on, or the first argument of `str.format` and of a formatter's `vformat`. */
function templateOf({ tree, paths }: PythonContext, node: PyOf<'Attribute'>): PyExpression | undefined {
  if (node.attr !== 'vformat' && paths.originOf(node.value) !== 'builtins.str') return node.value;
  const call = tree.parentOf(node);
  return call?.nodeType === 'Call' && call.func === node ? call.args[0] : undefined;
}

function problemOf({ fold }: PythonContext, template: PyExpression | undefined): string | undefined {
  const values = template && fold(template);
  if (!values) return 'The format template is only known at run time.';
  const names = [...values].flatMap((value) => fieldsOf(value)).flatMap(({ attributes }) => attributes);
  const bad = names.find((name) => name.startsWith('_') || !isAllowedAttribute(name));
  return bad === undefined ? undefined : `The format template reads the attribute ${bad}.`;
}
