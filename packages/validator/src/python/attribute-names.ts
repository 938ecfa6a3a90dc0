import { isAllowedAttribute } from './data/attributes.ts';
import { isGuarded } from './guards.ts';
import type { PythonContext } from './python-context.ts';
import type { PyExpression, PyNode } from './tree.ts';

/** Lists of names that only hold fields of the code's own classes. */
const fieldLists = new Set(['_fields', '__annotations__', '__dataclass_fields__', '__match_args__', '__slots__']);

/**
 * Whether a name that is not constant can still only be a public attribute: the name of a dataclass field, or one that
 * was looked up in a constant list before.
 */
export function isSafeName(context: PythonContext, node: PyExpression): boolean {
  return isFieldName(context, node) || isGuarded(context, node, isPublicName);
}

const isPublicName = (name: string) => isAllowedAttribute(name) && !name.startsWith('_');

/** `field.name` for `field in fields(x)`, and `name` for `name in x._fields`. */
function isFieldName(context: PythonContext, node: PyExpression): boolean {
  const variable = node.nodeType === 'Attribute' && node.attr === 'name' ? node.value : node;
  const bindings = variable.nodeType === 'Name' ? (context.scopes.bindingsOf(variable) ?? []) : [];
  return (
    bindings.length > 0 &&
    bindings.every(({ kind, value }) => kind === 'loop' && value && listsFields(context, value, variable === node))
  );
}

function listsFields(context: PythonContext, list: PyExpression, isName: boolean): boolean {
  const { paths, fold, tree } = context;
  if (isName && isListOfNames(context, list)) return true;
  if (!isName) return list.nodeType === 'Call' && paths.originOf(list.func) === 'dataclasses.fields';
  if (list.nodeType !== 'Attribute' || !fieldLists.has(list.attr)) return false;
  // Slots are text, so their names have to be read as well.
  return list.attr !== '__slots__' || slotsIn(tree.nodesOf('Assign')).every((slot) => isPublicText(fold(slot)));
}

/** `[f.name for f in fields(x)]`, as it is or in a variable. */
function isListOfNames(context: PythonContext, list: PyExpression): boolean {
  const bindings = list.nodeType === 'Name' ? (context.scopes.bindingsOf(list) ?? []) : [];
  const [binding] = bindings;
  const held = bindings.length === 1 && binding?.kind === 'assignment' ? binding.value : undefined;
  const made = held ?? list;
  const isCopied =
    made.nodeType === 'Call' && ['builtins.list', 'builtins.tuple'].includes(context.paths.originOf(made.func) ?? '');
  const whole = isCopied ? made.args[0] : made;
  const isMade = whole?.nodeType === 'ListComp' || whole?.nodeType === 'GeneratorExp';
  return isMade && whole.elt.nodeType === 'Attribute' && isFieldName(context, whole.elt);
}

const slotsIn = (assignments: readonly PyNode[]) =>
  assignments.flatMap((node) => {
    if (node.nodeType !== 'Assign' || !node.targets.some((one) => one.nodeType === 'Name' && one.id === '__slots__'))
      return [];
    const { value } = node;
    return value.nodeType === 'Tuple' || value.nodeType === 'List' ? value.elts : [value];
  });

const isPublicText = (values: ReadonlySet<string> | undefined) =>
  values !== undefined && [...values].every((name) => isAllowedAttribute(name));
