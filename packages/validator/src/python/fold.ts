import type { ScopeAnalysis } from './build-scopes.ts';
import type { Callers } from './callers.ts';
import { type ClassConstants, createClassConstants } from './class-constants.ts';
import { createTables, type TableOf } from './constant-tables.ts';
import { createUnions, type UnionOf } from './entry-unions.ts';
import { foldCall } from './fold-calls.ts';
import { formatted } from './fold-percent.ts';
import { elementsOf, foldElementAt, foldEntries } from './fold-tables.ts';
import { concatenate, maximumChars, maximumValues, repeated, union, type Values } from './fold-values.ts';
import { isNumeric } from './numeric.ts';
import { receiverOf } from './own-classes.ts';
import type { Paths } from './paths.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from './tree.ts';

/** All strings an expression can have; absent when that is not known. */
export type Fold = (node: PyExpression) => ReadonlySet<string> | undefined;

const maximumDepth = 40;

export interface Folder {
  readonly fold: Fold;
  /** The strings over which `for x in node` runs, or which `x in node` may find. */
  readonly elementsOf: Fold;
  /** What a name was assigned, when nothing changed it since; any other expression as it is. */
  readonly table: TableOf;
}

/** What folding needs to know of the code. */
export interface FoldFacts {
  readonly tree: PythonTree;
  readonly scopes: ScopeAnalysis;
  readonly paths: Paths;
  readonly callers: Callers;
  readonly table: TableOf;
  readonly constants: ClassConstants;
  readonly unionOf: UnionOf;
}

/** Constant folding over strings: what an obfuscated name comes to without running anything. */
export function createFolder(facts: Omit<FoldFacts, 'table' | 'constants' | 'unionOf'>): Folder {
  const known = new Map<PyExpression, Values>();
  const constants = createClassConstants(facts.scopes, facts.tree);
  const all = { ...facts, constants, table: createTables({ ...facts, constants }), unionOf: createUnions() };
  const fold = (node: PyExpression, depth: number): Values => {
    if (depth > maximumDepth || known.has(node)) return known.get(node);
    // Unknown while it is being worked out, so that names which need each other come to an end.
    known.set(node, undefined);
    const values = valuesOf(node, (child) => fold(child, depth + 1), all);
    if (values && isSmall(values)) known.set(node, values);
    return known.get(node);
  };
  const foldWhole: Fold = (node) => fold(node, 0);
  return { fold: foldWhole, elementsOf: (node) => elementsOf(node, foldWhole, all), table: all.table };
}

const isSmall = (values: ReadonlySet<string>) =>
  values.size <= maximumValues && [...values].every((value) => value.length <= maximumChars);

function valuesOf(node: PyExpression, fold: Fold, facts: FoldFacts): Values {
  switch (node.nodeType) {
    case 'Constant':
      return ofConstant(node);
    case 'BinOp':
      return ofBinOp(node, fold, facts);
    case 'JoinedStr':
      return concatenate(node.values.map((part) => fold(part)));
    case 'FormattedValue':
      return ofField(node, fold, facts);
    case 'IfExp':
      return union([fold(node.body), fold(node.orelse)]);
    case 'BoolOp':
      return union(node.values.map((value) => fold(value)));
    case 'NamedExpr':
      return fold(node.value);
    case 'Name':
      return ofName(node, fold, facts);
    case 'Attribute':
      return ofAttribute(node, fold, facts);
    case 'Subscript':
      return ofSubscript(node, fold, facts);
    case 'Call':
      return foldCall(node, fold, facts);
    default:
      return undefined;
  }
}

/** `\N{...}` stays as written in this parser's strings, so such a string is not known. */
function ofConstant({ value, quote_style: quotes = '' }: PyOf<'Constant'>): Values {
  if (typeof value !== 'string' || /b/i.test(quotes ?? '')) return undefined;
  return value.includes('\\N{') ? undefined : new Set([value]);
}

function ofBinOp({ op, left, right }: PyOf<'BinOp'>, fold: Fold, facts: FoldFacts): Values {
  if (op.nodeType === 'Add') return concatenate([fold(left), fold(right)]);
  if (op.nodeType === 'Mod') return formatted(fold(left), right, { fold, isNumeric: (node) => isNumeric(node, facts) });
  if (op.nodeType !== 'Mult') return undefined;
  const isLeft = fold(left) !== undefined;
  return repeated(fold(isLeft ? left : right), isLeft ? right : left);
}

/** What `{…}` in an f-string shows. Numbers count as one digit: only what they are not matters. */
function ofField({ value, format_spec: spec, conversion }: PyOf<'FormattedValue'>, fold: Fold, facts: FoldFacts) {
  if (isNumeric(value, facts)) return new Set(['0']);
  return spec || conversion === 'r'.charCodeAt(0) || conversion === 'a'.charCodeAt(0) ? undefined : fold(value);
}

/** A name that is only ever given known texts: assigned, looped over, or passed by every caller. */
function ofName(node: PyOf<'Name'>, fold: Fold, facts: FoldFacts): Values {
  const bindings = facts.scopes.bindingsOf(node) ?? [];
  if (bindings.length === 0 || bindings.length > 8) return undefined;
  return union(bindings.map((binding) => ofBinding(binding, fold, facts)));
}

function ofBinding(binding: Binding, fold: Fold, facts: FoldFacts): Values {
  const { kind, node, value } = binding;
  if (kind === 'loop') return value && elementsOf(value, fold, facts);
  if (kind === 'parameter') return facts.callers.argumentsFor(binding, fold);
  if (value) return fold(value);
  return kind === 'other' ? ofUnpacked(node, fold, facts) : undefined;
}

/** `for key, text in TABLE.items()` and `first, second = "a", "b"`. */
function ofUnpacked(node: PyNode, fold: Fold, facts: FoldFacts): Values {
  const tuple = facts.tree.parentOf(node);
  if (tuple?.nodeType !== 'Tuple' && tuple?.nodeType !== 'List') return undefined;
  const index = (tuple.elts as readonly PyNode[]).indexOf(node);
  if (index < 0 || tuple.elts.some(({ nodeType }) => nodeType === 'Starred')) return undefined;
  const statement = facts.tree.parentOf(tuple);
  switch (statement?.nodeType) {
    case 'For':
    case 'AsyncFor':
    case 'Comprehension':
      return statement.target === tuple ? foldElementAt(statement.iter, index, fold, facts) : undefined;
    case 'Assign':
      return statement.value.nodeType === 'Tuple' && statement.value.elts[index] && statement.targets.length === 1
        ? fold(statement.value.elts[index])
        : undefined;
    default:
      return undefined;
  }
}

/** A constant in the body of an own class, and the `value` of such a member of an enumeration. */
function ofAttribute(node: PyOf<'Attribute'>, fold: Fold, facts: FoldFacts): Values {
  const values = facts.constants.valuesOf(node);
  if (values) return union(values.map((value) => fold(value)));
  if (node.attr !== 'value') return undefined;
  return node.value.nodeType === 'Attribute' ? fold(node.value) : ofOwnMember(node.value, fold, facts);
}

/** `self.value` in a method of an enumeration: any of its members. */
function ofOwnMember(node: PyExpression, fold: Fold, { scopes, paths }: FoldFacts): Values {
  const scope = receiverOf(scopes, node)?.scope;
  if (scope?.node.nodeType !== 'ClassDef') return undefined;
  if (!scope.node.bases.some((base) => paths.pathOf(base)?.startsWith('enum.'))) return undefined;
  const members = [...scope.bindings.values()].flat().filter(({ kind }) => kind !== 'function');
  return union(members.map(({ value }) => value && fold(value)));
}

function ofSubscript(node: PyOf<'Subscript'>, fold: Fold, facts: FoldFacts): Values {
  const { value, slice } = node;
  if (slice.nodeType === 'Slice') return isReversal(slice) ? mapReversed(fold(value)) : undefined;
  return foldEntries(node, fold, facts);
}

function isReversal({ lower, upper, step }: PyOf<'Slice'>): boolean {
  if (lower || upper || step?.nodeType !== 'UnaryOp' || step.op.nodeType !== 'USub') return false;
  return step.operand.nodeType === 'Constant' && step.operand.value === 1;
}

const mapReversed = (values: Values): Values =>
  values && new Set([...values].map((text) => [...text].toReversed().join('')));
