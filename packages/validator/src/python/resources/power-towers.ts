import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyOf } from '../tree.ts';

/** `n ** n ** n`: powers in the exponent whose parts are all open, or that are stacked three high. */
export function powerTowers({ tree, paths }: PythonContext): PyOf<'BinOp' | 'Call'>[] {
  const towers = tree.nodesOf('BinOp').filter((node) => isTower(node, tree.parentOf(node)));
  const factorials = tree.nodesOf('Call').filter(({ func, args: [inner] }) => {
    const isOne = (callee: PyExpression) => paths.originOf(callee) === 'math.factorial';
    return isOne(func) && inner?.nodeType === 'Call' && isOne(inner.func);
  });
  return [...towers, ...factorials];
}

function isTower(node: PyOf<'BinOp'>, parent: unknown): boolean {
  if (node.op.nodeType !== 'Pow' || isExponent(node, parent)) return false;
  const exponent = node.right;
  if (exponent.nodeType !== 'BinOp' || exponent.op.nodeType !== 'Pow') return false;
  if (exponent.right.nodeType === 'BinOp' && exponent.right.op.nodeType === 'Pow') return true;
  return [node.left, exponent.left, exponent.right].every(
    ({ nodeType }) => nodeType !== 'Constant' && nodeType !== 'UnaryOp',
  );
}

/** A part of a taller tower, which is reported as a whole. */
const isExponent = (node: PyOf<'BinOp'>, parent: unknown) => {
  const above = parent as PyOf<'BinOp'> | undefined;
  return above?.nodeType === 'BinOp' && above.op.nodeType === 'Pow' && above.right === node;
};
