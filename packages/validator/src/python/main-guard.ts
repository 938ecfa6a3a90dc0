import type { Fix } from '../analysis/rule.ts';
import type { PythonContext } from './python-context.ts';
import type { PyNode, PyOf, PythonTree } from './tree.ts';

/**
 * Takes out the `if __name__ == "__main__":` block around a node. Tools are called by their entry point, so the block
 * adds nothing to the result. Absent when the node stands elsewhere, or names of the block are used outside it.
 */
export function withoutMainGuard({ tree, source, spanOf }: PythonContext, node: PyNode): Fix | undefined {
  const guard = tree.module.body.find((statement) => isMainGuard(statement) && contains(statement, node));
  if (!guard) return undefined;
  const bound = new Set(boundIn(guard, tree));
  if (tree.nodesOf('Name').some((name) => bound.has(name.id) && !contains(guard, name))) return undefined;
  const first = source.lineStarts[(guard.lineno ?? 1) - 1] ?? 0;
  const end = source.lineStarts[source.positionOf(spanOf(guard).end).line] ?? source.code.length;
  return {
    description: 'Remove the block that only runs when the file is started as a script.',
    edits: [{ span: { start: first, end }, text: '' }],
  };
}

function isMainGuard(statement: PyNode): statement is PyOf<'If'> {
  if (statement.nodeType !== 'If' || statement.orelse.length > 0) return false;
  const { test } = statement;
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || test.ops[0]?.nodeType !== 'Eq') return false;
  const sides = [test.left, ...test.comparators];
  return (
    sides.some((side) => side.nodeType === 'Name' && side.id === '__name__') &&
    sides.some((side) => side.nodeType === 'Constant' && side.value === '__main__')
  );
}

/** By lines: a guard has its lines for itself. */
function contains(guard: PyNode, { lineno = 0 }: PyNode): boolean {
  return (guard.lineno ?? 0) <= lineno && lineno <= (guard.end_lineno ?? 0);
}

/** The names that the block gives to the module. */
function boundIn(guard: PyNode, tree: PythonTree): string[] {
  const inside = <Kind extends PyNode>(nodes: readonly Kind[]) => nodes.filter((node) => contains(guard, node));
  return [
    ...inside(tree.nodesOf('Name')).flatMap(({ id, ctx }) => (ctx.nodeType === 'Store' ? id : [])),
    ...inside(tree.nodesOf('Alias')).map(({ name, asname }) => asname ?? name.split('.')[0] ?? ''),
    ...inside(tree.nodesOf('FunctionDef', 'AsyncFunctionDef', 'ClassDef')).map(({ name }) => name),
  ];
}
