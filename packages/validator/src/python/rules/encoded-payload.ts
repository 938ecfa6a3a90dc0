import type { Finding } from '../../analysis/rule.ts';
import { decodedBytesText } from '../decoded-text.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { PyOf } from '../tree.ts';

/** What only stands in code that is refused in the open. Prose has no reason to be hidden, and data rarely looks so. */
const forbiddenCode =
  /__import__|\b(?:eval|exec|compile)\s*\(|\bimport\s+(?:os|sys|subprocess|socket|builtins|ctypes|pickle|importlib|shutil)\b|\b(?:os\.(?:system|popen|environ)|subprocess\.\w+|sys\.modules|socket\.socket)\b|__(?:class|globals|builtins|subclasses|mro|base|bases|code|getattribute)__/;

const decoders = new Set(['decode', 'join', 'replace', 'translate']);

export const encodedPayload: PythonRule = {
  id: 'python.encoded-payload',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'obfuscation',
  cwe: 506,
  threats: ['PY-OBF-1'],
  examples: [
    {
      language: 'python',
      bad: `import base64

STEP = base64.b64decode("X19pbXBvcnRfXygnb3MnKQ==")  # <- python.encoded-payload

def handler() -> str:
    return STEP.decode()
`,
      good: `import base64

GREETING = base64.b64decode("SGVsbG8sIHdvcmxkIQ==")

def handler() -> str:
    return GREETING.decode()
`,
    },
  ],
  summary:
    'Constants that decode (base64, hexadecimal, character codes, reversed text) to code which would be refused in the open are a hidden payload.',
  suggestion: 'Write texts out as they are; leave code that has to be hidden out.',
  *check(context): Generator<Finding> {
    for (const node of context.tree.nodesOf('Call', 'Subscript')) {
      const text = hiddenText(context, node);
      const found = text === undefined ? undefined : forbiddenCode.exec(text)?.[0];
      if (found === undefined || isPart(context, node)) continue;
      yield { span: context.spanOf(node), message: `An encoded constant holds code: it decodes to “${found}”.` };
    }
  },
};

function hiddenText(context: PythonContext, node: PyOf<'Call' | 'Subscript'>): string | undefined {
  const isMethod = node.nodeType === 'Call' && node.func.nodeType === 'Attribute' && decoders.has(node.func.attr);
  const isReversed = node.nodeType === 'Subscript' && node.slice.nodeType === 'Slice';
  const [text] = isMethod || isReversed ? (context.fold(node) ?? []) : [];
  return text ?? decodedBytesText(node, context);
}

/** The outer of two decoding calls speaks for both. */
function isPart(context: PythonContext, node: PyOf<'Call' | 'Subscript'>): boolean {
  const parent = context.tree.parentOf(node);
  const outer = parent?.nodeType === 'Attribute' ? context.tree.parentOf(parent) : parent;
  return outer?.nodeType === 'Call' && hiddenText(context, outer) !== undefined;
}
