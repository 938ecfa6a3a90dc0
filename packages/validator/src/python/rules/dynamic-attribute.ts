import type { Finding } from '../../analysis/rule.ts';
import { isSafeName } from '../attribute-names.ts';
import { allowedDefinitions, internalAttributes, isAllowedAttribute, isDunder } from '../data/attributes.ts';
import { nameAccess } from '../data/builtins.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { isOwnName } from '../shadowing.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';

/** Fetched by name, these would escape the check on format templates. */
const templateMethods = new Set(['format', 'format_map', 'vformat']);
const operatorAccess = new Set(['operator.attrgetter', 'operator.methodcaller']);
const writing = new Set(['setattr', 'delattr']);

export const dynamicAttribute: PythonRule = {
  id: 'python.dynamic-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-4'],
  examples: [
    {
      language: 'python',
      bad: `class Order:
    def __init__(self, total: float) -> None:
        self.total = total

def handler(total: float, field: str):
    return getattr(Order(total), field)  # <- python.dynamic-attribute
`,
      good: `class Order:
    def __init__(self, total: float) -> None:
        self.total = total

def handler(total: float, field: str):
    if field not in ("total",):
        raise ValueError("unknown field")
    return getattr(Order(total), field)
`,
    },
    {
      language: 'python',
      bad: `from functools import reduce

def handler(value: str, path: list[str]) -> str:
    return str(reduce(getattr, path, value))  # <- python.dynamic-attribute
`,
      good: `from functools import reduce

def handler(value: dict, path: list[str]) -> str:
    return str(reduce(dict.get, path, value))
`,
    },
  ],
  summary:
    'getattr, setattr, attrgetter and methodcaller reach any attribute by text, also those that lead out of the sandbox. They may only be called directly, with names that are constant or were checked against a constant list.',
  suggestion:
    'Write the attribute out (`value.name`), keep the choices in a dictionary, or check the name against a constant tuple first.',
  *check(context): Generator<Finding> {
    for (const { node } of context.scopes.references)
      if (nameAccess.has(node.id) && node.ctx.nodeType === 'Load' && !isOwnName(node, context.scopes))
        yield* judge(context, node, node.id);
    for (const node of context.tree.nodesOf('Attribute', 'Name')) {
      const path = context.paths.pathOf(node) ?? '';
      if (operatorAccess.has(path) && node.ctx.nodeType === 'Load') yield* judge(context, node, path);
    }
    yield* copiedAttributes(context);
  },
};

/** Where each function takes the names of the attributes that it copies. */
const copying = new Map([
  ['functools.wraps', 1],
  ['functools.update_wrapper', 2],
]);

/** `wraps(f, assigned=("__globals__",))` reads from the function what it is told to. */
function* copiedAttributes(context: PythonContext): Generator<Finding> {
  for (const { func, args, keywords } of context.tree.nodesOf('Call')) {
    const path = context.paths.originOf(func) ?? '';
    const at = copying.get(path);
    const names = at === undefined ? undefined : (args[at] ?? keywords.find(({ arg }) => arg === 'assigned')?.value);
    if (!names || context.paths.originOf(names) === 'functools.WRAPPER_ASSIGNMENTS') continue;
    const bad = [...(context.elementsOf(names) ?? ['names that are only known at run time'])].find(
      (name) => name !== '__annotations__' && (!isAllowedAttribute(name) || name.includes(' ')),
    );
    if (bad !== undefined) yield { span: context.spanOf(names), message: `${path} copies ${bad} from the function.` };
  }
}

function* judge(context: PythonContext, node: PyNode, name: string): Generator<Finding> {
  const call = context.tree.parentOf(node);
  if (call?.nodeType !== 'Call' || call.func !== node) {
    if (name === 'hasattr') return;
    yield { span: context.spanOf(node), message: `${name} is used as a value, so nobody can tell what it will read.` };
    return;
  }
  for (const attribute of attributesOf(call, name)) {
    const problem = problemOf(context, attribute, name);
    if (problem) yield { span: context.spanOf(attribute), message: problem, ...adviceOn(name) };
  }
}

/** The arguments that name attributes. */
function attributesOf(call: PyOf<'Call'>, name: string): readonly PyExpression[] {
  if (name === 'operator.attrgetter') return call.args;
  const before = call.args.slice(0, nameAccess.has(name) ? 2 : 1);
  const spread = before.filter(({ nodeType }) => nodeType === 'Starred');
  return spread.length > 0 ? spread : before.slice(nameAccess.has(name) ? 1 : 0);
}

function problemOf(context: PythonContext, node: PyExpression, name: string): string | undefined {
  const values = node.nodeType === 'Starred' ? context.elementsOf(node.value) : context.fold(node);
  if (!values) {
    if (name === 'hasattr' || hasHarmlessPrefix(context, node) || isSafeName(context, node)) return undefined;
    return `${name} gets an attribute name that is only known at run time.`;
  }
  const bad = [...values].flatMap((value) => value.split('.')).find((part) => !isPublic(part, name));
  if (bad === undefined) return undefined;
  const why = templateMethods.has(bad) ? 'whose template would go unchecked' : 'which leads into the interpreter';
  return `${name} reaches the attribute ${bad}, ${why}.`;
}

const advice: Readonly<Record<string, string>> = {
  setattr: 'Keep the values in a dictionary, or assign each attribute by its name.',
  delattr: 'Keep the values in a dictionary, or delete each attribute by its name.',
  'operator.attrgetter': 'Write the attribute out: `key=lambda row: row.name`.',
  'operator.methodcaller': 'Write the call out: `lambda text: text.upper()`.',
};

function adviceOn(name: string): { suggestion?: string } {
  const suggestion = advice[name];
  return suggestion === undefined ? {} : { suggestion };
}

/** `hasattr(x, "__iter__")` only asks; the others may reach the names that code may write out. */
function isPublic(attribute: string, name: string): boolean {
  if (name === 'hasattr') return true;
  if (templateMethods.has(attribute)) return writing.has(name);
  return writing.has(name) && isDunder(attribute) ? allowedDefinitions.has(attribute) : isAllowedAttribute(attribute);
}

/** `getattr(self, f"visit_{kind}")` can only reach names that begin so. */
function hasHarmlessPrefix({ fold }: PythonContext, node: PyExpression): boolean {
  const first = node.nodeType === 'JoinedStr' ? node.values[0] : node.nodeType === 'BinOp' ? node.left : undefined;
  const [prefix, ...others] = (first && fold(first)) ?? [];
  if (!prefix || others.length > 0 || prefix.startsWith('__') || prefix.length < 3) return false;
  return ![...internalAttributes, ...templateMethods].some((name) => name.startsWith(prefix));
}
