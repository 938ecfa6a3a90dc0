import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute, isDunder } from '../data/attributes.ts';
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
      const problem = problemOf(context, templateOf(context, node));
      if (problem) yield { span: context.spanOf(node), ...problem };
    }
  },
};

/** The template: what `.format` is called on, or the first argument of `str.format` and of a formatter's `vformat`. */
function templateOf({ tree, paths }: PythonContext, node: PyOf<'Attribute'>): PyExpression | undefined {
  if (node.attr !== 'vformat' && paths.originOf(node.value) !== 'builtins.str') return node.value;
  const call = tree.parentOf(node);
  return call?.nodeType === 'Call' && call.func === node ? call.args[0] : undefined;
}

function problemOf(
  { fold }: PythonContext,
  template: PyExpression | undefined,
): Pick<Finding, 'message' | 'path'> | undefined {
  const values = template && fold(template);
  if (!values) return { message: 'The format template is only known at run time.' };
  for (const text of values) {
    const [bad] = fieldsOf(text).flatMap(({ attributes }) => attributes.filter(isBad));
    if (bad === undefined) continue;
    const message = `The format template reads the attribute ${bad}.`;
    return template.nodeType === 'Constant' ? { message } : { message, path: `the template is ${shortened(text)}` };
  }
  return undefined;
}

const plainNames = new Set(['__name__', '__qualname__', '__module__', '__doc__']);

/** `{x.__class__.__name__}` shows a name; other double underscores show what is behind them. */
function isBad(name: string, index: number, attributes: readonly string[]): boolean {
  if (name === '__class__') return !plainNames.has(attributes[index + 1] ?? '');
  return isDunder(name) ? !plainNames.has(name) : !isAllowedAttribute(name);
}

const shortened = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
