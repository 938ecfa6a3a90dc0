import type { ScopeAnalysis } from './build-scopes.ts';
import { classScopeOf } from './own-classes.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from './tree.ts';

/** The expressions that another one may stand for, one step back. */
export type StandsFor = (node: PyNode) => readonly PyExpression[];

/** More than this is no alias but data. */
const maximumValues = 32;

/** Names, defaults, tables, conditions and attributes of own classes, seen through. */
export function createAliases(scopes: ScopeAnalysis, tree: PythonTree): StandsFor {
  const assigned = attributeValues(scopes, tree);
  return (node) => {
    const values = valuesOf(node, { scopes, tree, assigned });
    return values.length > maximumValues ? [] : values;
  };
}

interface Facts {
  readonly scopes: ScopeAnalysis;
  readonly tree: PythonTree;
  readonly assigned: AttributeValues;
}

function valuesOf(node: PyNode, facts: Facts): readonly PyExpression[] {
  const { scopes, tree } = facts;
  switch (node.nodeType) {
    case 'Name':
      return ofBindings(scopes.bindingsOf(node), tree);
    case 'NamedExpr':
      return [node.value];
    case 'IfExp':
      return [node.body, node.orelse];
    case 'BoolOp':
      return node.values;
    case 'Subscript':
      return entriesOf(node.value, scopes);
    case 'Call':
      return ofGet(node, scopes);
    case 'Attribute':
      return ofAttribute(node, facts);
    default:
      return [];
  }
}

/** `TABLE.get(key, other)`. */
function ofGet({ func, args }: PyOf<'Call'>, scopes: ScopeAnalysis): readonly PyExpression[] {
  if (func.nodeType !== 'Attribute' || func.attr !== 'get') return [];
  const entries = entriesOf(func.value, scopes);
  return entries.length === 0 ? [] : [...entries, ...args.slice(1, 2)];
}

function ofBindings(bindings: readonly Binding[] = [], tree: PythonTree): readonly PyExpression[] {
  return bindings.length > maximumValues ? [] : bindings.flatMap((binding) => valueOfBinding(binding, tree));
}

function valueOfBinding({ kind, node, value, fallback }: Binding, tree: PythonTree): PyExpression[] {
  if (kind === 'other') return unpacked(node, tree);
  if (kind === 'loop') return value ? elementsOf(value) : [];
  return [value ?? fallback].flatMap((found) => found ?? []);
}

/** The same for a name that is assigned such a table once. */
export function entriesOf(table: PyExpression, scopes: ScopeAnalysis): readonly PyExpression[] {
  if (table.nodeType !== 'Name') return elementsOf(table);
  const bindings = scopes.bindingsOf(table) ?? [];
  const [binding] = bindings;
  return binding?.value && binding.kind === 'assignment' && bindings.length === 1 ? elementsOf(binding.value) : [];
}

/** The values of a written dictionary, the elements of a written sequence. */
function elementsOf(table: PyExpression): PyExpression[] {
  if (table.nodeType === 'Dict') return table.values;
  return table.nodeType === 'List' || table.nodeType === 'Tuple' ? table.elts : [];
}

/** By attribute name: what methods assign to it on their own object. */
type AttributeValues = ReadonlyMap<string, readonly PyExpression[]>;

/** `first, second = one, other`. */
function unpacked(node: PyNode, tree: PythonTree): PyExpression[] {
  const tuple = tree.parentOf(node);
  const statement = tuple?.nodeType === 'Tuple' ? tree.parentOf(tuple) : undefined;
  if (tuple?.nodeType !== 'Tuple' || statement?.nodeType !== 'Assign' || statement.value.nodeType !== 'Tuple')
    return [];
  const value = statement.value.elts[(tuple.elts as readonly PyNode[]).indexOf(node)];
  return value && statement.value.elts.length === tuple.elts.length ? [value] : [];
}

/** What the class gives, or its methods assign; the `value` of a member of an enumeration is the member's own. */
function ofAttribute(node: PyOf<'Attribute'>, facts: Facts): readonly PyExpression[] {
  const { scopes, tree, assigned } = facts;
  if (node.attr === 'value' && node.value.nodeType === 'Attribute') return ofAttribute(node.value, facts);
  const scope = classScopeOf(scopes, node.value);
  if (!scope) return [];
  return [
    ...ofBindings(scope.bindings.get(node.attr), tree),
    ...(assigned.get(node.attr) ?? []).slice(0, maximumValues),
  ];
}

function attributeValues(scopes: ScopeAnalysis, tree: PythonTree): AttributeValues {
  const values = new Map<string, PyExpression[]>();
  for (const { targets, value } of tree.nodesOf('Assign'))
    for (const target of targets)
      if (target.nodeType === 'Attribute' && classScopeOf(scopes, target.value)) {
        const known = values.get(target.attr);
        if (known) known.push(value);
        else values.set(target.attr, [value]);
      }
  return values;
}
