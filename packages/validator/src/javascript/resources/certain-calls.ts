import { isFunction } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import { childrenOf, type NodeOf, type ScriptNode } from '../tree.ts';
import { type Edge, edgesOf } from './call-edges.ts';
import { resourcesOf } from './facts.ts';
import { isLoop } from './loops.ts';
import { nodesIn } from './nodes-in.ts';
import { truthOf } from './values.ts';

/** A place that runs one of the functions in question on every way through. */
export interface Hit {
  readonly node: ScriptNode;
  readonly edge: Edge;
}

/** `through`: some way reaches the end without a hit; `leaves`: some way returns or throws without one. */
export type Outcome = Hit | 'through' | 'leaves';

export type Wanted = (edge: Edge) => boolean;

const deepest = 150;

/**
 * Whether a function or class runs something wanted whatever its arguments are. `effort` counts the parts looked at:
 * below zero, nothing that was found means anything.
 */
export function certainHit(owner: ScriptNode, wanted: Wanted, context: ScriptContext, effort: Effort): Hit | undefined {
  const walk: Walk = { wanted, context, effort };
  for (const part of bodiesOf(owner)) {
    const outcome = part.type === 'BlockStatement' ? ofStatement(part, walk, 0) : inExpression(part, walk, 0);
    if (outcome && typeof outcome === 'object') return outcome;
  }
  return undefined;
}

/** Shared by all functions that are looked at. */
export interface Effort {
  visits: number;
}

interface Walk {
  readonly effort: Effort;
  readonly wanted: Wanted;
  readonly context: ScriptContext;
}

/** What runs when it is called or instantiated. */
function bodiesOf(owner: ScriptNode): ScriptNode[] {
  if (isFunction(owner)) return [...owner.params, ...(owner.body ? [owner.body] : [])];
  if (owner.type !== 'ClassDeclaration' && owner.type !== 'ClassExpression') return [];
  return owner.body.body.flatMap((member): ScriptNode[] => {
    if (member.type === 'PropertyDefinition') return member.value && !member.static ? [member.value] : [];
    const isConstructor = member.type === 'MethodDefinition' && member.kind === 'constructor';
    return isConstructor && member.value.body ? [member.value.body] : [];
  });
}

function ofStatement(node: ScriptNode, walk: Walk, depth: number): Outcome {
  walk.effort.visits -= 1;
  if (depth > deepest || walk.effort.visits < 0) return 'leaves';
  const expression = (child: ScriptNode | null | undefined) => child && inExpression(child, walk, depth + 1);
  switch (node.type) {
    case 'BlockStatement':
      return inSequence(node.body, walk, depth);
    case 'ReturnStatement':
      return expression(node.argument) ?? 'leaves';
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return 'leaves';
    case 'IfStatement':
      return expression(node.test) ?? ofIf(node, walk, depth);
    case 'LabeledStatement':
      return ofStatement(node.body, walk, depth + 1);
    case 'TryStatement':
      return ofTry(node, walk, depth);
    case 'SwitchStatement':
      return expression(node.discriminant) ?? ofSwitch(node, walk, depth);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return 'through';
    default:
      return isLoop(node) ? ofLoop(node, walk, depth) : (inExpression(node, walk, depth) ?? 'through');
  }
}

function inSequence(nodes: readonly ScriptNode[], walk: Walk, depth: number): Outcome {
  for (const node of nodes) {
    const outcome = ofStatement(node, walk, depth + 1);
    if (outcome !== 'through') return outcome;
  }
  return 'through';
}

function ofIf(node: NodeOf<'IfStatement'>, walk: Walk, depth: number): Outcome {
  const isTrue = truthOf(resourcesOf(walk.context).valueAt(node.test, 'always'));
  const outcomes: Outcome[] = [];
  if (isTrue !== false) outcomes.push(ofStatement(node.consequent, walk, depth + 1));
  if (isTrue !== true) outcomes.push(node.alternate ? ofStatement(node.alternate, walk, depth + 1) : 'through');
  return worst(outcomes);
}

function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('leaves')) return 'leaves';
  return outcomes.includes('through') ? 'through' : (outcomes[0] ?? 'through');
}

/** A stack that overflows can be caught; what runs later cannot. */
function ofTry({ block, handler, finalizer }: NodeOf<'TryStatement'>, walk: Walk, depth: number): Outcome {
  const inner = handler ? { ...walk, wanted: (edge: Edge) => edge.isLater && walk.wanted(edge) } : walk;
  const outcome = ofStatement(block, inner, depth + 1);
  const last = finalizer ? ofStatement(finalizer, walk, depth + 1) : 'through';
  if (typeof last === 'object') return last;
  const caught = handler ? ofStatement(handler.body, walk, depth + 1) : undefined;
  return handler && caught && typeof outcome === 'object' ? outcome : worst(caught ? [outcome, caught] : [outcome]);
}

function ofSwitch(node: NodeOf<'SwitchStatement'>, walk: Walk, depth: number): Outcome {
  const hasDefault = node.cases.some(({ test }) => test === null);
  const outcomes = node.cases.map(({ consequent }) => inSequence(consequent, walk, depth + 1));
  if (outcomes.includes('leaves')) return 'leaves';
  // A case without statements, or without an end, falls through to the next one.
  const last = outcomes.at(-1);
  return hasDefault &&
    last &&
    typeof last === 'object' &&
    outcomes.every((one, at) => typeof one === 'object' || node.cases[at]?.consequent.length === 0)
    ? last
    : 'through';
}

function ofLoop(node: ScriptNode, walk: Walk, depth: number): Outcome {
  const head = 'right' in node ? node.right : 'test' in node ? ('init' in node && node.init) || node.test : null;
  const first = head ? inExpression(head as ScriptNode, walk, depth + 1) : undefined;
  if (first) return first;
  const body = 'body' in node ? ofStatement(node.body as ScriptNode, walk, depth + 1) : 'through';
  if (node.type === 'DoWhileStatement' && typeof body === 'object') return body;
  // A `return` in the loop may end the function before it calls itself.
  return hasReturn(node, walk) ? 'leaves' : 'through';
}

function hasReturn(loop: ScriptNode, { context }: Walk): boolean {
  return nodesIn(context, loop, 'ReturnStatement').length > 0 || nodesIn(context, loop, 'ThrowStatement').length > 0;
}

/** The first place in an expression that certainly runs something wanted. */
function inExpression(node: ScriptNode, walk: Walk, depth: number): Hit | undefined {
  walk.effort.visits -= 1;
  if (depth > deepest || walk.effort.visits < 0) return undefined;
  if (isFunction(node) || node.type === 'ClassExpression') return undefined;
  const of = (child: ScriptNode) => inExpression(child, walk, depth + 1);
  if (node.type === 'LogicalExpression') return of(node.left) ?? ofLogical(node, walk, of);
  if (node.type === 'ConditionalExpression') return of(node.test) ?? ofConditional(node, walk, of);
  if (node.type === 'AssignmentPattern') return of(node.left);
  const isSkippable = 'optional' in node && node.optional === true;
  const children = isSkippable ? childrenOf(node).slice(0, 1) : childrenOf(node);
  for (const child of children) {
    const hit = of(child);
    if (hit) return hit;
  }
  const edge = isSkippable ? undefined : edgesOf(node, walk.context).find(walk.wanted);
  return edge && { node, edge };
}

function ofLogical(node: NodeOf<'LogicalExpression'>, { context }: Walk, of: (child: ScriptNode) => Hit | undefined) {
  const isTrue = truthOf(resourcesOf(context).valueAt(node.left, 'always'));
  const isReached = node.operator === '&&' ? isTrue === true : node.operator === '||' && isTrue === false;
  return isReached ? of(node.right) : undefined;
}

function ofConditional(
  { test, consequent, alternate }: NodeOf<'ConditionalExpression'>,
  { context }: Walk,
  of: (child: ScriptNode) => Hit | undefined,
): Hit | undefined {
  const isTrue = truthOf(resourcesOf(context).valueAt(test, 'always'));
  if (isTrue !== undefined) return of(isTrue ? consequent : alternate);
  const hit = of(consequent);
  return hit && of(alternate) ? hit : undefined;
}
