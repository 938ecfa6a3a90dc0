import { childrenOf, type PyExpression, type PyNode } from '../tree.ts';

/** Parts of an expression that are evaluated whenever it is, in no order; the expression itself among them. */
export function* certainParts(expression: PyNode): Generator<PyNode> {
  const pending: PyNode[] = [expression];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    pending.push(...certainChildren(node));
  }
}

function certainChildren(node: PyNode): PyNode[] {
  switch (node.nodeType) {
    case 'Lambda':
      return [...node.args.defaults, ...node.args.kw_defaults.flatMap((one) => one ?? [])];
    case 'BoolOp':
      return node.values.slice(0, 1);
    case 'IfExp':
      return [node.test];
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return node.generators.slice(0, 1).map(({ iter }) => iter);
    case 'Compare':
      return [node.left, ...node.comparators.slice(0, 1)];
    default:
      return childrenOf(node);
  }
}

/** The expressions that a simple statement, or the head of a compound one, evaluates for certain. */
export function headOf(statement: PyNode): PyExpression[] {
  switch (statement.nodeType) {
    case 'If':
    case 'While':
      return [statement.test];
    case 'For':
    case 'AsyncFor':
      return [statement.iter];
    case 'With':
    case 'AsyncWith':
      return statement.items.map(({ context_expr: expression }) => expression);
    case 'Match':
      return [statement.subject];
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
      return statement.decorator_list;
    case 'Try':
    case 'TryStar':
    case 'Assert':
      return [];
    default:
      return childrenOf(statement) as PyExpression[];
  }
}
