import type { ASTNodeUnion, ExprNode } from 'py-ast';
import type { SourceText, Span } from '../analysis/source-text.ts';

export type PyNode = ASTNodeUnion;
export type PyKind = ASTNodeUnion['nodeType'];
export type PyOf<Kind extends PyKind> = Extract<ASTNodeUnion, { nodeType: Kind }>;
export type PyExpression = ExprNode;
export type PyFunction = PyOf<'FunctionDef'> | PyOf<'AsyncFunctionDef'>;

/** A parsed module with its nodes by kind, each with its parent. Built once; rules take what they need. */
export interface PythonTree {
  readonly module: PyOf<'Module'>;
  nodesOf<Kind extends PyKind>(...kinds: readonly Kind[]): readonly PyOf<Kind>[];
  parentOf(node: PyNode): PyNode | undefined;
  /** Where a node stands; for an attribute only its name, which may be on another line than its object. */
  spanOf(node: PyNode): Span;
  readonly depth: number;
}

/** Indexes a tree without recursion: a sum of ten thousand terms is a tree ten thousand deep. */
export function indexTree(module: PyOf<'Module'>, source: SourceText): PythonTree {
  const byKind = new Map<string, PyNode[]>();
  const parents = new Map<PyNode, PyNode>();
  let deepest = 0;
  const pending: { node: PyNode; depth: number }[] = [{ node: module, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next;
    deepest = Math.max(deepest, depth);
    const same = byKind.get(node.nodeType);
    if (same) same.push(node);
    else byKind.set(node.nodeType, [node]);
    for (const child of childrenOf(node).reverse()) {
      parents.set(child, node);
      pending.push({ node: child, depth: depth + 1 });
    }
  }
  return {
    module,
    depth: deepest,
    nodesOf: <Kind extends PyKind>(...kinds: readonly Kind[]) => nodesOf(byKind, kinds) as readonly PyOf<Kind>[],
    parentOf: (node) => parents.get(node),
    spanOf: (node) => spanOf(node, source),
  };
}

/** Lists of several kinds are put together once: rules ask for the same ones for every node they look at. */
function nodesOf(byKind: Map<string, PyNode[]>, kinds: readonly string[]): readonly PyNode[] {
  const [first = ''] = kinds;
  const key = kinds.length === 1 ? first : kinds.join();
  const found = byKind.get(key) ?? kinds.flatMap((kind) => byKind.get(kind) ?? []);
  byKind.set(key, found);
  return found;
}

/** The nodes directly below, as the grammar orders their fields. */
export function childrenOf(node: PyNode): PyNode[] {
  const children: PyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isPyNode));
    else if (isPyNode(value)) children.push(value);
  }
  return children;
}

function isPyNode(value: unknown): value is PyNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

function spanOf(node: PyNode, source: SourceText): Span {
  if (node.lineno === undefined) return { start: 0, end: 0 };
  const start = source.offsetOfBytes(node.lineno, node.col_offset ?? 0);
  const end = node.end_lineno ? source.offsetOfBytes(node.end_lineno, node.end_col_offset ?? 0) : start;
  return node.nodeType === 'Attribute' ? { start: Math.max(start, end - node.attr.length), end } : { start, end };
}

/** The name in a definition (`def name`, `class name`) rather than the whole block. */
export function spanOfHeader(node: PyFunction | PyOf<'ClassDef' | 'While'>, source: SourceText): Span {
  const start = source.offsetOfBytes(node.lineno, node.col_offset);
  const end =
    start +
    source
      .lineText(node.lineno)
      .slice(source.positionOf(start).column - 1)
      .trimEnd().length;
  return { start, end };
}
