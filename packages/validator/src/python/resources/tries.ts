import type { PyExpression, PyNode, PyOf } from '../tree.ts';
import { anyException, type TryState } from './frame.ts';
import type { Place } from './machine.ts';
import { type Reaches, runBlock, runBranches } from './statements.ts';
import { joinValues, unknown, type Value } from './value.ts';

/** An exception can come from anywhere in the body: handlers start from anything it may have assigned by then. */
export function runTry(node: PyOf<'Try' | 'TryStar'>, place: Place): Reaches {
  const { env, frame } = place;
  const state = stateOf(node, frame.loops.length);
  frame.tries.push(state);
  let hull = new Map<string, Value>();
  let afterBody = false;
  const runBody = () => {
    hull = env.watch(() => {
      afterBody = runBlock(node.body, place);
    });
    return afterBody && runBlock(node.orelse, place);
  };
  let reaches: boolean;
  if (node.handlers.length === 0) {
    reaches = runBody();
    frame.tries.pop();
  } else {
    reaches = runBranches(
      [
        () => {
          const end = runBody();
          frame.tries.pop();
          return end;
        },
        ...node.handlers.map((handler) => () => {
          for (const [name, value] of hull) env.set(name, joinValues(env.get(name) ?? unknown, value));
          if (handler.name) env.set(handler.name, unknown);
          return runBlock(handler.body, place);
        }),
      ],
      place,
    );
  }
  const afterwards = runBlock(node.finalbody, place);
  return reaches && afterwards;
}

function stateOf(node: PyOf<'Try' | 'TryStar'>, loopDepth: number): TryState {
  const caught = node.handlers.map(({ type }) => namesOf(type));
  return {
    loopDepth,
    keepsLooping: node.finalbody.some(({ nodeType }) => nodeType === 'Continue'),
    catches: (name) =>
      caught.length > 0 &&
      (name === anyException || caught.some((names) => names === undefined || names.some((one) => covers(one, name)))),
  };
}

/** The exceptions of one handler; absent when it takes all. */
function namesOf(type: PyNode | undefined): readonly string[] | undefined {
  if (!type) return undefined;
  const types: readonly PyExpression[] = type.nodeType === 'Tuple' ? type.elts : [type as PyExpression];
  return types.map((one) => (one.nodeType === 'Name' ? one.id : '?'));
}

const broad = new Set(['Exception', 'BaseException']);
const groups = new Map([
  ['LookupError', new Set(['IndexError', 'KeyError'])],
  ['ArithmeticError', new Set(['ZeroDivisionError', 'OverflowError'])],
]);

/** Whether a handler for one exception takes another. Own exceptions count as not related. */
const covers = (handler: string, name: string) =>
  handler === name || (broad.has(handler) && name !== 'SystemExit') || Boolean(groups.get(handler)?.has(name));
