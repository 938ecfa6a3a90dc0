import type { TSESTree } from '@typescript-eslint/types';

export type ScriptNode = TSESTree.Node;
export type NodeKind = `${TSESTree.AST_NODE_TYPES}`;
export type NodeOf<Kind extends NodeKind> = Extract<ScriptNode, { type: Kind }>;

export interface ScriptComment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A parsed module with its nodes by kind, each with its parent. Built once; rules take what they need. */
export interface ScriptTree {
  readonly program: TSESTree.Program;
  readonly comments: readonly ScriptComment[];
  nodesOf<Kind extends NodeKind>(...kinds: readonly Kind[]): readonly NodeOf<Kind>[];
  parentOf(node: ScriptNode): ScriptNode | undefined;
  readonly depth: number;
}

/** Indexes a tree without recursion: a sum of ten thousand terms is a tree ten thousand deep. */
export function indexTree(program: TSESTree.Program, comments: readonly ScriptComment[]): ScriptTree {
  const byKind = new Map<string, ScriptNode[]>();
  const parents = new Map<ScriptNode, ScriptNode>();
  let deepest = 0;
  const pending: { node: ScriptNode; depth: number }[] = [{ node: program, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next;
    deepest = Math.max(deepest, depth);
    const same = byKind.get(node.type);
    if (same) same.push(node);
    else byKind.set(node.type, [node]);
    for (const child of childrenOf(node).reverse()) {
      parents.set(child, node);
      pending.push({ node: child, depth: depth + 1 });
    }
  }
  return {
    program,
    comments,
    depth: deepest,
    nodesOf: <Kind extends NodeKind>(...kinds: readonly Kind[]) => nodesOf(byKind, kinds) as readonly NodeOf<Kind>[],
    parentOf: (node) => parents.get(node),
  };
}

/** Lists of several kinds are put together once: rules ask for the same ones for every node they look at. */
function nodesOf(byKind: Map<string, ScriptNode[]>, kinds: readonly string[]): readonly ScriptNode[] {
  const [first = ''] = kinds;
  const key = kinds.length === 1 ? first : kinds.join();
  const found = byKind.get(key) ?? kinds.flatMap((kind) => byKind.get(kind) ?? []);
  byKind.set(key, found);
  return found;
}

/** The nodes directly below, in source order as the parser lists them. */
export function childrenOf(node: ScriptNode): ScriptNode[] {
  const children: ScriptNode[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is ScriptNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Where a node stands. oxc counts UTF-16 offsets, as we do. */
export const spanOf = (node: { readonly range: readonly [number, number] }) => ({
  start: node.range[0],
  end: node.range[1],
});
