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
    const values = valuesOf(node, scopes, assigned);
    return values.length > maximumValues ? [] : values;
  };
}

function valuesOf(node: PyNode, scopes: ScopeAnalysis, assigned: AttributeValues): readonly PyExpression[] {
  switch (node.nodeType) {
    case 'Name':
      return ofBindings(scopes.bindingsOf(node));
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
      return ofAttribute(node, scopes, assigned);
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

function ofBindings(bindings: readonly Binding[] = []): readonly PyExpression[] {
  return bindings.length > maximumValues ? [] : bindings.flatMap(valueOfBinding);
}

function valueOfBinding({ kind, value, fallback }: Binding): PyExpression[] {
  if (kind === 'loop') return value ? elementsOf(value) : [];
  return [value ?? fallback].flatMap((found) => found ?? []);
}

/** The same for a name that is assigned such a table once. */
export function entriesOf(table: PyExpression, scopes: ScopeAnalysis): readonly PyExpression[] {
  if (table.nodeType !== 'Name') return elementsOf(table);
  const [binding, ...others] = scopes.bindingsOf(table) ?? [];
  return binding?.value && binding.kind === 'assignment' && others.length === 0 ? elementsOf(binding.value) : [];
}

/** The values of a written dictionary, the elements of a written sequence. */
export function elementsOf(table: PyExpression): PyExpression[] {
  if (table.nodeType === 'Dict') return table.values;
  return table.nodeType === 'List' || table.nodeType === 'Tuple' ? table.elts : [];
}

/** By attribute name: what methods assign to it on their own object. */
type AttributeValues = ReadonlyMap<string, readonly PyExpression[]>;

function ofAttribute(node: PyOf<'Attribute'>, scopes: ScopeAnalysis, assigned: AttributeValues) {
  const scope = classScopeOf(scopes, node.value);
  if (!scope) return [];
  return [...ofBindings(scope.bindings.get(node.attr)), ...(assigned.get(node.attr) ?? []).slice(0, maximumValues)];
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
