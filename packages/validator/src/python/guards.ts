import type { PythonContext } from './python-context.ts';
import type { PyExpression, PyNode, PyOf } from './tree.ts';

type Judge = (value: string) => boolean;

/**
 * Whether a name was looked up in a constant list of acceptable values on the way to its use: `if name in ALLOWED:`
 * around it, or `if name not in ALLOWED: raise` before it.
 */
export function isGuarded(context: PythonContext, use: PyExpression, isAcceptable: Judge): boolean {
  const tests = testsBefore(context, use);
  return tests.some(({ test, holds }) => isMembership(context, test, use, { holds, isAcceptable }));
}

/** A condition that decides whether a use is reached, and how it came out there. */
interface Test {
  readonly test: PyExpression;
  readonly holds: boolean;
}

/** All conditions around a node and before it in its own function, taken apart at `and`, `or` and `not`. */
function testsBefore({ tree, scopes }: PythonContext, use: PyExpression): Test[] {
  // A name that is bound twice may have changed since it was tested.
  if (use.nodeType !== 'Name' || scopes.bindingsOf(use)?.length !== 1) return [];
  const tests: Test[] = [];
  let below: PyNode = use;
  for (let at = tree.parentOf(use); at && at.nodeType !== 'Module'; at = tree.parentOf(at)) {
    tests.push(...testsIn(at, below), ...exitsBefore(at, below));
    below = at;
  }
  return tests.flatMap(parts);
}

function testsIn(node: PyNode, below: PyNode): Test[] {
  switch (node.nodeType) {
    case 'If':
      if (node.body.some((statement) => statement === below)) return [{ test: node.test, holds: true }];
      return node.orelse.some((statement) => statement === below) ? [{ test: node.test, holds: false }] : [];
    case 'IfExp':
      if (node.body === below) return [{ test: node.test, holds: true }];
      return node.orelse === below ? [{ test: node.test, holds: false }] : [];
    case 'BoolOp':
      return node.values
        .slice(0, Math.max(0, (node.values as readonly PyNode[]).indexOf(below)))
        .map((test) => ({ test, holds: node.op.nodeType === 'And' }));
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
    case 'DictComp':
      return node.generators.flatMap(({ ifs }) => ifs.map((test) => ({ test, holds: true })));
    default:
      return [];
  }
}

const leaving = new Set(['Raise', 'Return', 'Continue', 'Break']);

/** Statements of the same block that leave it under a condition: past them the condition did not hold. */
function exitsBefore(node: PyNode, below: PyNode): Test[] {
  const blocks = Object.values(node).filter(
    (value): value is PyNode[] => Array.isArray(value) && value.includes(below),
  );
  return blocks.flatMap((block) =>
    block.slice(0, block.indexOf(below)).flatMap((statement): Test[] => {
      if (statement.nodeType === 'Assert') return [{ test: statement.test, holds: true }];
      if (statement.nodeType !== 'If' || statement.orelse.length > 0) return [];
      return leaving.has(statement.body.at(-1)?.nodeType ?? '') ? [{ test: statement.test, holds: false }] : [];
    }),
  );
}

/** `a and b` that held means both did; `a or b` that did not means neither did. */
function parts({ test, holds }: Test): Test[] {
  if (test.nodeType === 'UnaryOp' && test.op.nodeType === 'Not') return parts({ test: test.operand, holds: !holds });
  const splits = test.nodeType === 'BoolOp' && (test.op.nodeType === 'And') === holds;
  return splits ? test.values.flatMap((value) => parts({ test: value, holds })) : [{ test, holds }];
}

interface Wanted {
  readonly holds: boolean;
  readonly isAcceptable: Judge;
}

function isMembership(context: PythonContext, test: PyExpression, use: PyExpression, { holds, isAcceptable }: Wanted) {
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || !isSame(test.left, use)) return false;
  const [operator] = test.ops;
  const [list] = test.comparators;
  const isIn = operator?.nodeType === 'In' ? holds : operator?.nodeType === 'NotIn' && !holds;
  const isEqual = operator?.nodeType === 'Eq' ? holds : operator?.nodeType === 'NotEq' && !holds;
  const values = list && (isIn ? context.elementsOf(list) : isEqual ? context.fold(list) : undefined);
  return values !== undefined && areAcceptable(values, isAcceptable);
}

const isSame = (a: PyExpression, b: PyExpression) =>
  a.nodeType === 'Name' && b.nodeType === 'Name' && (a as PyOf<'Name'>).id === (b as PyOf<'Name'>).id;

const judged = new WeakMap<Judge, WeakMap<ReadonlySet<string>, boolean>>();

/** Kept: a list of thousands may stand in front of every use. */
function areAcceptable(values: ReadonlySet<string>, isAcceptable: Judge): boolean {
  const known = judged.get(isAcceptable) ?? new WeakMap<ReadonlySet<string>, boolean>();
  judged.set(isAcceptable, known);
  const found = known.get(values) ?? [...values].every(isAcceptable);
  known.set(values, found);
  return found;
}
