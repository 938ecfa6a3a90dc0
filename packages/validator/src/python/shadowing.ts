import type { ScopeAnalysis } from './build-scopes.ts';
import type { Binding } from './scopes.ts';
import type { PyNode, PyOf } from './tree.ts';

const inert = new Set(['FunctionDef', 'AsyncFunctionDef', 'Import', 'ImportFrom', 'Pass']);

/**
 * Whether a name certainly means the code's own thing. A function's variable always does: unassigned it is an error.
 * A module or class variable that was never assigned falls back to the builtin, so `if False: open = None` must not
 * make `open` harmless: there the binding has to be an unconditional statement that runs before any use.
 */
export function isOwnName(name: PyOf<'Name'>, scopes: ScopeAnalysis): boolean {
  const owner = scopes.ownerOf(name);
  if (!owner) return false;
  if (owner.kind === 'function' || owner.kind === 'comprehension') return true;
  const bindings = owner.bindings.get(name.id) ?? [];
  if (bindings.some(({ kind, node }) => kind === 'deletion' || (kind === 'other' && node.nodeType !== 'Name')))
    return false;
  const { body } = owner.node as PyOf<'Module' | 'ClassDef'>;
  const statements = statementsOf(bindings, name.id, body);
  if (owner.kind === 'class') return statements.some((index) => endsBefore(body[index], name));
  return statements.some((index) => runsFirst(body, index, name));
}

const statementIndexes = new WeakMap<readonly Binding[], readonly number[]>();

/** Which statements of the module bind a name for certain. Kept: the question comes up for every use. */
function statementsOf(bindings: readonly Binding[], name: string, body: readonly PyNode[]): readonly number[] {
  const known =
    statementIndexes.get(bindings) ?? body.flatMap((statement, index) => (binds(statement, name) ? [index] : []));
  statementIndexes.set(bindings, known);
  return known;
}

function binds(statement: PyNode, name: string): boolean {
  switch (statement.nodeType) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
      return statement.name === name;
    case 'Assign':
      return statement.targets.some((target) => assigns(target, name));
    case 'AnnAssign':
      return statement.value !== null && statement.target.nodeType === 'Name' && statement.target.id === name;
    case 'Import':
    case 'ImportFrom':
      return statement.names.some((alias) => (alias.asname ?? alias.name.split('.')[0]) === name);
    default:
      return false;
  }
}

/** The name itself, or a part of a tuple that is taken apart. */
function assigns(target: PyNode, name: string): boolean {
  if (target.nodeType === 'Name') return target.id === name;
  if (target.nodeType === 'Starred') return assigns(target.value, name);
  return (target.nodeType === 'Tuple' || target.nodeType === 'List') && target.elts.some((part) => assigns(part, name));
}

const endsBefore = (statement: PyNode | undefined, use: PyNode) =>
  statement !== undefined && (statement.end_lineno ?? 0) < (use.lineno ?? 0);

/** The use stands below the binding, or nothing above the binding runs code of its own. */
function runsFirst(body: readonly PyNode[], index: number, use: PyNode): boolean {
  const statement = body[index];
  if (!statement) return false;
  if (endsBefore(statement, use)) return true;
  if (statement.nodeType === 'Assign' || statement.nodeType === 'AnnAssign') return false;
  return isInside(statement, use) ? isDefinition(statement) : body.slice(0, index).every(isInert);
}

/** A recursive function uses its own name inside itself. */
const isDefinition = (statement: PyNode) =>
  statement.nodeType === 'FunctionDef' || statement.nodeType === 'AsyncFunctionDef';

function isInside(statement: PyNode, use: PyNode): boolean {
  const line = use.lineno ?? 0;
  return (statement.lineno ?? 0) < line && line <= (statement.end_lineno ?? 0);
}

function isInert(statement: PyNode): boolean {
  if (statement.nodeType === 'Expr') return statement.value.nodeType === 'Constant';
  if ('decorator_list' in statement && statement.decorator_list.length > 0) return false;
  if (statement.nodeType === 'Assign') return statement.value.nodeType === 'Constant';
  return inert.has(statement.nodeType);
}
