import type { Finding } from '../../analysis/rule.ts';
import type { Paths } from '../paths.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { foreignArguments } from '../tampering.ts';
import type { PyExpression } from '../tree.ts';

export const moduleTampering: PythonRule = {
  id: 'python.module-tampering',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'tampering',
  cwe: 471,
  threats: ['PY-TMP-1'],
  examples: [
    {
      language: 'python',
      bad: `import json

def quiet(text):
    return {}

json.loads = quiet  # <- python.module-tampering

def handler(text: str) -> dict:
    return json.loads(text)
`,
      good: `import json

def quiet_loads(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return {}

def handler(text: str) -> dict:
    return quiet_loads(text)
`,
    },
    {
      language: 'python',
      bad: `from decimal import Decimal

def handler(amount: str) -> str:
    setattr(Decimal, "is_zero", lambda self: False)  # <- python.module-tampering
    return str(Decimal(amount).is_zero())
`,
      good: `from decimal import Decimal

class Amount(Decimal):
    def is_zero(self):
        return False

def handler(amount: str) -> str:
    return str(Amount(amount).is_zero())
`,
    },
  ],
  summary:
    'Changing an attribute of an imported module, of its classes or of a builtin changes them for everything that runs later.',
  suggestion: 'Wrap the function in one of your own, or derive a class of your own, and use that.',
  *check(context): Generator<Finding> {
    yield* writtenAttributes(context);
    yield* writtenEntries(context);
    yield* changedTables(context);
    yield* writtenByName(context);
    yield* foreignArguments(context);
  },
};

const changed = (target: string) => `${target.replace(/^builtins\./, '')} is changed; it is not the tool's own.`;

function* writtenAttributes({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('Attribute')) {
    const origin =
      node.ctx.nodeType === 'Load' ? undefined : (paths.originOf(node.value) ?? classOf(paths, node.value));
    if (origin !== undefined) yield { span: spanOf(node), message: changed(`${origin}.${node.attr}`) };
  }
}

/** The class behind `type(Decimal("1"))`. */
function classOf({ originOf }: Paths, node: PyExpression): string | undefined {
  if (node.nodeType !== 'Call' || originOf(node.func) !== 'builtins.type') return undefined;
  const [made] = node.args;
  return made?.nodeType === 'Call' ? originOf(made.func) : undefined;
}

const tables = 'html.entities.';
const changing = new Set('update clear pop popitem setdefault'.split(' '));

/** Tables that belong to a module, such as `html.entities.entitydefs`. */
function* writtenEntries({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const { value, ctx } of tree.nodesOf('Subscript')) {
    const path = ctx.nodeType === 'Load' ? undefined : paths.directPathOf(value);
    if (path !== undefined) yield { span: spanOf(value), message: changed(path) };
  }
}

function* changedTables({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const { func } of tree.nodesOf('Call')) {
    const path = func.nodeType === 'Attribute' && changing.has(func.attr) ? paths.pathOf(func.value) : undefined;
    if (path?.startsWith(tables)) yield { span: spanOf(func), message: changed(path) };
  }
}

const writers = new Set(['builtins.setattr', 'builtins.delattr']);

/** `setattr(Decimal, ...)` and `type.__setattr__(Decimal, ...)`. */
function* writtenByName({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  for (const { func, args } of tree.nodesOf('Call')) {
    const [target] = args;
    if (!target || !isWriter(func, paths.originOf(func))) continue;
    const origin = paths.originOf(target);
    if (origin !== undefined) yield { span: spanOf(func), message: changed(origin) };
  }
}

const isWriter = (func: PyExpression, origin: string | undefined) =>
  origin !== undefined &&
  (writers.has(origin) || (func.nodeType === 'Attribute' && /^builtins\.\w+\.__(?:set|del)attr__$/.test(origin)));
