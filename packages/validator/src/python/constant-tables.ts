import type { ScopeAnalysis } from './build-scopes.ts';
import type { ClassConstants } from './class-constants.ts';
import type { Paths } from './paths.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from './tree.ts';

/** What a name is assigned, when nothing can have changed it since; any other expression comes back as it is. */
export type TableOf = (node: PyExpression) => PyExpression;

interface Facts {
  readonly tree: PythonTree;
  readonly scopes: ScopeAnalysis;
  readonly paths: Paths;
  readonly constants: ClassConstants;
}

/** Tables of constants count as constant while they are only ever indexed, iterated, searched or measured. */
export function createTables(facts: Facts): TableOf {
  const known = new Map<readonly Binding[], PyExpression | undefined>();
  const changed = changedNames(facts);
  return (node) => {
    if (node.nodeType === 'Attribute') return ofClass(node, facts) ?? node;
    const bindings = node.nodeType === 'Name' ? facts.scopes.bindingsOf(node) : undefined;
    if (!bindings) return node;
    if (!known.has(bindings)) known.set(bindings, changed.has(bindings) ? frozen(bindings) : onlyValue(bindings));
    return known.get(bindings) ?? node;
  };
}

function onlyValue([binding, ...others]: readonly Binding[]): PyExpression | undefined {
  return binding?.kind === 'assignment' && others.length === 0 ? binding.value : undefined;
}

/** A tuple of plain values stays what it is whatever is done with its name. */
function frozen(bindings: readonly Binding[]): PyExpression | undefined {
  const value = onlyValue(bindings);
  return value?.nodeType === 'Tuple' ? value : undefined;
}

/** A table in the body of a class, read through the class or its objects. */
function ofClass(node: PyOf<'Attribute'>, { tree, paths, constants }: Facts): PyExpression | undefined {
  const [value, ...others] = constants.valuesOf(node) ?? [];
  if (!value || others.length > 0) return undefined;
  return constants.usesOf(node.attr).every((use) => isRead(use, { tree, paths, value })) ? value : undefined;
}

/** The bindings of names that are used in any other way than by reading. */
function changedNames({ scopes, tree, paths }: Facts): Set<readonly Binding[]> {
  const uses = scopes.references.filter(({ node }) => {
    if (node.ctx.nodeType !== 'Load') return false;
    return !isRead(node, { tree, paths, value: onlyValue(scopes.bindingsOf(node) ?? []) });
  });
  return new Set(uses.flatMap(({ node }) => [scopes.bindingsOf(node) ?? []]));
}

interface Use {
  readonly tree: PythonTree;
  readonly paths: Paths;
  readonly value: PyExpression | undefined;
}

const readingMethods = new Set('get items keys values index count copy'.split(' '));
const readingCalls = new Set(
  'len sorted list tuple set frozenset enumerate zip iter max min sum any all map filter reversed str repr print range isinstance'
    .split(' ')
    .map((name) => `builtins.${name}`),
);
const containers = new Set(['Dict', 'List', 'Set', 'ListComp', 'DictComp', 'SetComp']);

/** A read that gives no container away, which could be changed elsewhere. */
function isRead(node: PyNode, { tree, paths, value }: Use): boolean {
  const parent = tree.parentOf(node);
  switch (parent?.nodeType) {
    case 'Subscript':
      if (parent.value !== node || parent.ctx.nodeType !== 'Load') return false;
      return isLeaf(value) || isRead(parent, { tree, paths, value: inner(value) });
    case 'Attribute': {
      const call = tree.parentOf(parent);
      if (call?.nodeType !== 'Call' || call.func !== parent || !readingMethods.has(parent.attr)) return false;
      return isLeaf(value) || (parent.attr === 'get' && isRead(call, { tree, paths, value: inner(value) }));
    }
    case 'For':
    case 'Comprehension':
      return parent.iter === node && isLeaf(value);
    case 'Compare':
      return parent.comparators.includes(node as PyExpression);
    case 'Call':
      return isLeaf(value) && parent.func !== node && readingCalls.has(paths.originOf(parent.func) ?? '');
    default:
      return false;
  }
}

/** Nothing inside could be changed. */
function isLeaf(value: PyExpression | undefined): boolean {
  return value === undefined || partsOf(value).every((part) => !containers.has(part.nodeType));
}

/** Of the containers inside, one that stands for all: the deepest decides how far a read must go. */
function inner(value: PyExpression | undefined): PyExpression | undefined {
  const parts = value ? partsOf(value) : [];
  return parts.find((part) => !isLeaf(part)) ?? parts.find((part) => containers.has(part.nodeType));
}

function partsOf(value: PyExpression): readonly PyExpression[] {
  if (value.nodeType === 'Dict') return value.values;
  return value.nodeType === 'List' || value.nodeType === 'Tuple' || value.nodeType === 'Set' ? value.elts : [];
}
