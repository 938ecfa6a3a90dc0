import { exactly } from '../../analysis/intervals/interval.ts';
import { childrenOf, type PyExpression, type PyKind, type PyOf } from '../tree.ts';
import { evaluateAttribute } from './attributes.ts';
import { evaluateCall } from './calls.ts';
import { constantOf, evaluateCollection, evaluateDict } from './collections.ts';
import { evaluateComprehension } from './comprehensions.ts';
import { compareValues, decide } from './conditions.ts';
import { consume } from './consume.ts';
import { evaluateJoined } from './formatting.ts';
import type { Machine, Place } from './machine.ts';
import { lookUp } from './names.ts';
import { operate, operateUnary } from './operators.ts';
import { refine } from './refine.ts';
import { elementOf } from './sequence-arithmetic.ts';
import { evaluateSubscript } from './subscripts.ts';
import { joinValues, none, numberOf, textOf, textOfLength, truthValue, unknown, type Value } from './value.ts';

type Evaluator<Kind extends PyKind> = (node: PyOf<Kind>, place: Place) => Value;
const see = (node: PyExpression, { machine, env, frame }: Place) => machine.evaluate(node, env, frame);

const evaluators: { readonly [Kind in PyExpression['nodeType']]?: Evaluator<Kind> } = {
  Constant: evaluateConstant,
  Name: (node, { env, machine }) => lookUp(node, env, machine),
  BinOp(node, place) {
    const left = see(node.left, place);
    return operate(node.op.nodeType, left, see(node.right, place), { node, machine: place.machine });
  },
  UnaryOp(node, place) {
    if (node.op.nodeType === 'Not') {
      const truth = decide(node.operand, place);
      return truthValue(truth === undefined ? undefined : !truth);
    }
    return operateUnary(node.op.nodeType, see(node.operand, place));
  },
  BoolOp(node, place) {
    const values = node.values.map((value) => see(value, place));
    return values.reduce((a, b) => joinValues(a, b));
  },
  Compare(node, place) {
    const values = [node.left, ...node.comparators].map((value) => see(value, place));
    noteEndlessSearch(node, values, place);
    return truthValue(compareValues(node, values));
  },
  IfExp(node, place) {
    const truth = decide(node.test, place);
    if (truth !== undefined) return see(truth ? node.body : node.orelse, place);
    return joinValues(refined(node.body, node.test, true, place), refined(node.orelse, node.test, false, place));
  },
  NamedExpr(node, place) {
    const value = see(node.value, place);
    if (node.target.nodeType === 'Name') place.env.set(node.target.id, value);
    return value;
  },
  Call: evaluateCall,
  Attribute: evaluateAttribute,
  Subscript: evaluateSubscript,
  List: evaluateCollection,
  Tuple: evaluateCollection,
  Set: evaluateCollection,
  Dict: evaluateDict,
  ListComp: evaluateComprehension,
  SetComp: evaluateComprehension,
  DictComp: evaluateComprehension,
  GeneratorExp: evaluateComprehension,
  JoinedStr: evaluateJoined,
  Lambda: (node, { env, machine }) => machine.define({ kind: 'function', node, home: env }),
  Starred: (node, place) => see(node.value, place),
  Await: (node, place) => see(node.value, place),
  Yield(node, place) {
    yielded(node.value ? see(node.value, place) : none, place);
    return unknown;
  },
  YieldFrom(node, place) {
    const value = see(node.value, place);
    if (value.kind === 'iterator' && value.isEndless) place.frame.yieldsEndlessly = true;
    yielded(elementOf(value), place);
    return unknown;
  },
};

export function evaluateExpression(node: PyExpression, place: Place): Value {
  const evaluator = evaluators[node.nodeType] as Evaluator<PyKind> | undefined;
  if (evaluator) return evaluator(node as never, place);
  for (const child of childrenOf(node)) if (child.nodeType in evaluators) see(child as PyExpression, place);
  return unknown;
}

/** `x in repeat(y)`: an endless iterator of another value is searched for ever. */
function noteEndlessSearch(node: PyOf<'Compare'>, [left, right]: readonly Value[], { machine }: Place): void {
  const op = node.ops[0]?.nodeType;
  if ((op !== 'In' && op !== 'NotIn') || right?.kind !== 'iterator' || !right.isEndless) return;
  const [wanted, element] = [left && constantOf(left), constantOf(elementOf(right))];
  if (wanted !== undefined && element !== undefined && wanted !== element) consume(right, { node, machine });
}

/** A generator rests here: no loop around it is endless by itself. */
function yielded(value: Value, { frame }: Place): void {
  frame.yields = true;
  frame.yielded = frame.yielded ? joinValues(frame.yielded, value) : value;
  for (const loop of frame.loops) loop.rests = true;
}

const constants = new WeakMap<PyOf<'Constant'>, Value>();

/** Kept: constants stand in loops. */
function evaluateConstant(node: PyOf<'Constant'>, { machine }: Place): Value {
  const known = constants.get(node);
  if (known) return known;
  const value = valueOfConstant(node, machine);
  constants.set(node, value);
  return value;
}

function valueOfConstant(node: PyOf<'Constant'>, machine: Machine): Value {
  const { value, quote_style: quotes } = node as { value: unknown; quote_style?: string };
  if (typeof value === 'number') return numberOf(exactly(value), { isFloat: isFloat(node, value, machine) });
  if (typeof value === 'bigint') return bigNumber(value);
  if (typeof value === 'boolean') return truthValue(value);
  if (value === null) return none;
  // Without quotes it is the ellipsis, which is true.
  if (typeof value === 'string' && quotes === undefined) return { kind: 'library', path: 'builtins.Ellipsis' };
  if (typeof value !== 'string') return unknown;
  return value.length > 256 ? textOfLength(exactly(value.length)) : textOf(value);
}

/** `1e3` and `1.0` come out of the parser as whole numbers. */
function isFloat(node: PyOf<'Constant'>, value: number, { context }: Machine): boolean {
  if (!Number.isInteger(value)) return true;
  const { start, end } = context.spanOf(node);
  return /^[\d_]*[.eEjJ]/.test(context.source.code.slice(start, end));
}

function bigNumber(value: bigint): Value {
  const number = numberOf(exactly(Number(value)));
  return { ...number, bits: exactly(value.toString(16).length * 4) };
}

function refined(node: PyExpression, test: PyExpression, truth: boolean, place: Place): Value {
  let value: Value = unknown;
  place.env.attempt(() => {
    refine(test, truth, place);
    value = see(node, place);
  });
  return value;
}
