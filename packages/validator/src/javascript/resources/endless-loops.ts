import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import type { TestLoop } from './loops.ts';
import { nodesIn } from './nodes-in.ts';
import { skipsItsEnd } from './skipped-end.ts';
import { holdsOn } from './test-outlook.ts';
import { type Exit, runTurn, type Turn } from './turn.ts';
import type { TurnState } from './turn-state.ts';
import { truthOf } from './values.ts';

const turns = new WeakMap<ScriptContext, Map<ScriptNode, Turn>>();

export function turnOf(loop: Parameters<typeof runTurn>[0], context: ScriptContext): Turn {
  const known = turns.get(context) ?? new Map<ScriptNode, Turn>();
  turns.set(context, known);
  const turn = known.get(loop) ?? runTurn(loop, context);
  known.set(loop, turn);
  return turn;
}

/** Why a loop never ends once it has begun; absent when it may end. */
export type Endlessness = 'always-true' | 'never-changes' | 'moves-away' | 'skips-its-end' | 'only-waits';

/** A `yield` does not count as an end unless asked for: whoever consumes the generator may stop there. */
export function endlessness(
  loop: TestLoop,
  context: ScriptContext,
  { isConsumed = false }: { isConsumed?: boolean } = {},
): Endlessness | undefined {
  const { valueAt } = resourcesOf(context);
  const outlook = loop.test ? truthOf(valueAt(loop.test, 'always')) : true;
  if (outlook === false) return undefined;
  const turn = turnOf(loop, context);
  if (mayLeave(turn, context, { isConsumed })) return undefined;
  if (outlook === true) return turn.end ? 'always-true' : undefined;
  if (!loop.test || !turn.end) return undefined;
  if (onlyWaits(loop, context)) return 'only-waits';
  const held = holdsOn(loop.test, { context, start: turn.start, end: turn.end });
  if (held) return held;
  return skipsItsEnd(loop, turn, context) ? 'skips-its-end' : undefined;
}

/** Whether some turn can leave the loop; by a `yield` too, unless somebody takes everything it yields. */
export function mayLeave(
  turn: Turn,
  context: ScriptContext,
  { isConsumed = false }: { isConsumed?: boolean } = {},
): boolean {
  const exits = isConsumed ? turn.exits.filter(({ kind }) => kind !== 'yield') : turn.exits;
  return turn.isCut || exits.some((exit) => isHopeful(exit, turn, context));
}

/** Whether a later turn can take this exit although the first one did not. */
function isHopeful({ guards, kind }: Exit, { end }: Turn, context: ScriptContext): boolean {
  if (guards.length === 0 || !end || kind === 'yield' || kind === 'throw') return true;
  return !guards.every(({ test }) => isSettled(test, end, context));
}

/** Only compares names that no turn changes. */
export function isSettled(test: ScriptNode, end: TurnState, context: ScriptContext): boolean {
  const kinds = [
    'CallExpression',
    'NewExpression',
    'AwaitExpression',
    'AssignmentExpression',
    'UpdateExpression',
  ] as const;
  if (kinds.some((kind) => nodesIn(context, test, kind).length > 0)) return false;
  const places = outermostPlaces(test, context);
  return places !== undefined && places.length > 0 && places.every((key) => isUnchanged(key, end));
}

function isUnchanged(key: string, end: TurnState): boolean {
  const bounds = end.get(key);
  return bounds.low.get(key) === 0 && bounds.high.get(key) === 0;
}

const deepest = 12;

/** The keys that a test reads; absent when it reads something that has no key. */
function outermostPlaces(expression: ScriptNode, context: ScriptContext, depth = 0): string[] | undefined {
  const node = unwrap(expression);
  const of = (...children: readonly ScriptNode[]) => {
    const all = children.map((child) => (depth > deepest ? undefined : outermostPlaces(child, context, depth + 1)));
    return all.some((keys) => keys === undefined) ? undefined : all.flatMap((keys) => keys ?? []);
  };
  switch (node.type) {
    case 'Literal':
      return [];
    case 'UnaryExpression':
      return of(node.argument);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return of(node.left as ScriptNode, node.right);
    case 'Identifier':
      if (context.scopes.isFree(node)) return [];
      break;
    default:
  }
  // A member of a member may belong to an object that changes under another name.
  const key = keyOf(node, context);
  return key === undefined ? undefined : [key];
}

/** `while (Date.now() < end);` does nothing else until the time has come. */
function onlyWaits({ test, body }: TestLoop, context: ScriptContext): boolean {
  const calls = test ? nodesIn(context, test, 'CallExpression') : [];
  const readsClock = calls.some(({ callee }) => callee.type === 'MemberExpression' && nameOf(callee) === 'now');
  const work = ['CallExpression', 'AssignmentExpression', 'AwaitExpression', 'NewExpression'] as const;
  return readsClock && work.every((kind) => nodesIn(context, body, kind).length === 0);
}
