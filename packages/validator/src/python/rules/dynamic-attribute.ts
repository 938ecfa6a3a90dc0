import type { Finding } from '../../analysis/rule.ts';
import { internalAttributes, isAllowedAttribute } from '../data/attributes.ts';
import { nameAccess } from '../data/builtins.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { isOwnName } from '../shadowing.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';

/** Fetched by name, these would escape the check on format templates. */
const templateMethods = new Set(['format', 'format_map', 'vformat']);
const operatorAccess = new Set(['operator.attrgetter', 'operator.methodcaller']);

export const dynamicAttribute: PythonRule = {
  id: 'python.dynamic-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'getattr and its relatives reach any attribute by text, also those that lead out of the sandbox. They may only be called directly, with a constant public name.',
  suggestion: 'Write the attribute out (`value.name`), or keep the choices in a dictionary.',
  *check(context): Generator<Finding> {
    for (const { node } of context.scopes.references)
      if (nameAccess.has(node.id) && node.ctx.nodeType === 'Load' && !isOwnName(node, context.scopes))
        yield* judge(context, node, node.id);
    for (const node of context.tree.nodesOf('Attribute', 'Name')) {
      const path = context.paths.pathOf(node) ?? '';
      if (operatorAccess.has(path)) yield* judge(context, node, path);
    }
  },
};

function* judge(context: PythonContext, node: PyNode, name: string): Generator<Finding> {
  const call = context.tree.parentOf(node);
  if (call?.nodeType !== 'Call' || call.func !== node) {
    yield { span: context.spanOf(node), message: `${name} is used as a value, so nobody can tell what it will read.` };
    return;
  }
  for (const attribute of attributesOf(call, name)) {
    const problem = problemOf(context, attribute, name);
    if (problem) yield { span: context.spanOf(attribute), message: problem };
  }
}

/** The arguments that name attributes. */
function attributesOf(call: PyOf<'Call'>, name: string): readonly PyExpression[] {
  if (name === 'operator.attrgetter') return call.args;
  return call.args.slice(nameAccess.has(name) ? 1 : 0).slice(0, 1);
}

function problemOf(context: PythonContext, node: PyExpression, name: string): string | undefined {
  const values = context.fold(node);
  if (!values) {
    if (name === 'hasattr' || hasHarmlessPrefix(context, node)) return undefined;
    return `${name} gets an attribute name that is only known at run time.`;
  }
  const bad = [...values].flatMap((value) => value.split('.')).find((part) => !isPublic(part, name));
  return bad === undefined ? undefined : `${name} reads the attribute ${bad}, which leads into the interpreter.`;
}

/** `hasattr(x, "__iter__")` only asks; the others may read public names alone. */
function isPublic(attribute: string, name: string): boolean {
  if (name === 'hasattr') return true;
  if (templateMethods.has(attribute)) return false;
  return isAllowedAttribute(attribute) && !attribute.startsWith('_');
}

/** `getattr(self, f"visit_{kind}")` can only reach names that begin so. */
function hasHarmlessPrefix({ fold }: PythonContext, node: PyExpression): boolean {
  const first = node.nodeType === 'JoinedStr' ? node.values[0] : node.nodeType === 'BinOp' ? node.left : undefined;
  const [prefix, ...others] = (first && fold(first)) ?? [];
  if (!prefix || others.length > 0 || prefix.startsWith('_') || prefix.length < 3) return false;
  return ![...internalAttributes].some((name) => name.startsWith(prefix));
}
