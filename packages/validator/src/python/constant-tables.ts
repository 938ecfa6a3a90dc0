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
  const ofClasses = new Map<readonly PyExpression[], PyExpression | undefined>();
  const changed = changedNames(facts);
  return (node) => {
    if (node.nodeType === 'Attribute') {
      const values = facts.constants.valuesOf(node);
      if (!values) return node;
      if (!ofClasses.has(values)) ofClasses.set(values, ofClass(node, facts));
      return ofClasses.get(values) ?? node;
    }
    const bindings = node.nodeType === 'Name' ? facts.scopes.bindingsOf(node) : undefined;
    if (!bindings) return node;
    if (!known.has(bindings)) known.set(bindings, changed.has(bindings) ? frozen(bindings) : onlyValue(bindings));
    return known.get(bindings) ?? node;
  };
}

function onlyValue(bindings: readonly Binding[]): PyExpression | undefined {
  const [binding] = bindings;
  return binding?.kind === 'assignment' && bindings.length === 1 ? binding.value : undefined;
}

/** A tuple of plain values stays what it is whatever is done with its name. */
function frozen(bindings: readonly Binding[]): PyExpression | undefined {
  const value = onlyValue(bindings);
  return value?.nodeType === 'Tuple' ? value : undefined;
}

/** A table in the body of a class, read through the class or its objects. */
function ofClass(node: PyOf<'Attribute'>, { tree, paths, scopes, constants }: Facts): PyExpression | undefined {
  const [value, ...others] = constants.valuesOf(node) ?? [];
  if (!value || others.length > 0) return undefined;
  return constants.usesOf(node.attr).every((use) => isRead(use, { tree, paths, scopes, value })) ? value : undefined;
}

/** The bindings of names that are used in any other way than by reading. */
function changedNames({ scopes, tree, paths }: Facts): Set<readonly Binding[]> {
  const uses = scopes.references.filter(({ node }) => {
    if (node.ctx.nodeType !== 'Load') return false;
    return !isRead(node, { tree, paths, scopes, value: onlyValue(scopes.bindingsOf(node) ?? []) });
  });
  return new Set(uses.flatMap(({ node }) => [scopes.bindingsOf(node) ?? []]));
}

interface Use {
  readonly tree: PythonTree;
  readonly paths: Paths;
  readonly scopes: ScopeAnalysis;
  readonly value: PyExpression | undefined;
  /** Names that part of the table was given to, so far. */
  readonly handed?: number;
}

const readingMethods = new Set('get items keys values index count copy'.split(' '));
const readingCalls = new Set(
  'len sorted list tuple set frozenset enumerate zip iter max min sum any all map filter reversed str repr print range isinstance'
    .split(' ')
    .map((name) => `builtins.${name}`),
);
const containers = new Set(['Dict', 'List', 'Set', 'ListComp', 'DictComp', 'SetComp']);

/** A read that gives no container away, which could be changed elsewhere. */
function isRead(node: PyNode, use: Use): boolean {
  const { tree, paths, value } = use;
  const parent = tree.parentOf(node);
  switch (parent?.nodeType) {
    case 'Subscript':
      if (parent.value !== node || parent.ctx.nodeType !== 'Load') return false;
      return isLeaf(value) || isRead(parent, { ...use, value: inner(value) });
    case 'Attribute': {
      const call = tree.parentOf(parent);
      if (call?.nodeType !== 'Call' || call.func !== parent || !readingMethods.has(parent.attr)) return false;
      return isLeaf(value) || (parent.attr === 'get' && isRead(call, { ...use, value: inner(value) }));
    }
    case 'For':
    case 'Comprehension':
      return parent.iter === node && isLeaf(value);
    case 'Compare':
      return parent.comparators.includes(node as PyExpression);
    case 'Call':
      if (isFallback(node, parent)) return isRead(parent, use);
      return isLeaf(value) && parent.func !== node && readingCalls.has(paths.originOf(parent.func) ?? '');
    case 'Assign':
      return isReadThere(parent, use);
    default:
      return false;
  }
}

/** `TABLE.get(key, node)`: what comes out may be the node. */
const isFallback = (node: PyNode, { func, args }: PyOf<'Call'>) =>
  func.nodeType === 'Attribute' && func.attr === 'get' && args[1] === node;

const maximumHands = 2;

/** A part that is given to a name: there too it may only be read. */
function isReadThere(assignment: PyOf<'Assign'>, use: Use): boolean {
  const { targets, value: given } = assignment;
  const [target, ...others] = targets;
  const handed = (use.handed ?? 0) + 1;
  if (target?.nodeType !== 'Name' || others.length > 0 || handed > maximumHands || given.nodeType === 'Name')
    return false;
  const uses = use.scopes.references.filter(
    ({ node }) => node.id === target.id && use.scopes.bindingsOf(node)?.some((binding) => binding.node === assignment),
  );
  return uses.every(({ node }) => node.ctx.nodeType !== 'Load' || isRead(node, { ...use, handed }));
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
