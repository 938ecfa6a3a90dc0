import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyFunction, PyNode } from '../tree.ts';
import { createEnvironment } from './environment.ts';
import { createFrame, type Frame } from './frame.ts';
import { bindParameters } from './functions.ts';
import type { Machine } from './machine.ts';
import { sizeOfCode } from './size-of-code.ts';
import { runBlock } from './statements.ts';
import { maximumCallDepth, type Summary } from './trial-run.ts';
import {
  type Arguments,
  type ClassValue,
  type FunctionValue,
  iteratorOf,
  noArguments,
  type ObjectValue,
  sequenceOf,
  type Value,
} from './value.ts';

interface ObjectDeps {
  readonly machine: Machine;
  summaryOf(callee: FunctionValue): Summary;
  /** Functions that are being run. */
  readonly active: Set<PyNode>;
}

/** Objects of the code's own classes: made by `__init__`, iterated by `__iter__`. */
export interface Objects {
  /** One made with defaults, for methods that are run by themselves. */
  instanceOf(owner: ClassValue): ObjectValue;
  /** It was made with known arguments, so that its methods may do something else. */
  isSpecific(object: ObjectValue): boolean;
  construct(owner: ClassValue, args: Arguments, frame: Frame): Value;
  iterate(value: Value, node: PyNode, frame: Frame): Value;
}

export function createObjects({ machine, summaryOf, active }: ObjectDeps): Objects {
  const instances = new Map<ClassValue, ObjectValue>();

  function instanceOf(owner: ClassValue): ObjectValue {
    const known = instances.get(owner);
    if (known) return known;
    const empty: ObjectValue = { kind: 'object', class: owner, attributes: new Map() };
    instances.set(owner, empty);
    const made = initialised(owner, undefined, 0);
    instances.set(owner, made);
    return made;
  }

  /** An object after `__init__`: attributes that only it sets. */
  function initialised(owner: ClassValue, args: Arguments | undefined, callDepth: number): ObjectValue {
    const empty: ObjectValue = { kind: 'object', class: owner, attributes: new Map() };
    const init = owner.members.get('__init__');
    if (init?.kind !== 'function' || init.node.nodeType === 'Lambda' || active.has(init.node)) return empty;
    const env = createEnvironment(init.home);
    const frame = createFrame(callDepth);
    active.add(init.node);
    bindParameters({ ...init, self: empty }, args, env, machine, frame);
    const set = env.watch(() => {
      runBlock((init.node as PyFunction).body, { env, frame, machine });
    });
    active.delete(init.node);
    const [self] = [...init.node.args.posonlyargs, ...init.node.args.args];
    const prefix = `${self?.arg}.`;
    const isOwn = (name: string) => [...(machine.facts.setters.get(name) ?? [])].every((home) => home === init.node);
    const own = [...set]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value] as const);
    const kept = own.filter(([name]) => isOwn(name)).map(([name, value]) => [name, settled(value)] as const);
    return { ...empty, attributes: new Map(kept) };
  }

  function construct(owner: ClassValue, args: Arguments, frame: Frame): Value {
    const isPlain = [...args.positional, ...args.named.values()].every(({ kind }) => kind === 'unknown');
    if (isPlain || frame.depth >= maximumCallDepth || !machine.spend(sizeOfCode(owner.node))) return instanceOf(owner);
    return initialised(owner, args, frame.depth + 1);
  }

  function iterate(value: Value, node: PyNode, frame: Frame): Value {
    if (value.kind !== 'object') return value;
    const { members } = value.class;
    const iter = members.get('__iter__');
    if (iter?.kind !== 'function') return indexed(value);
    const made = machine.call({ ...iter, self: value }, noArguments, node, frame);
    const next = members.get('__next__');
    if (made.kind !== 'object' || next?.kind !== 'function') return made;
    const { value: element, mayRaise } = summaryOf({ ...next, self: value });
    return iteratorOf(zeroOrMore, { isEndless: !mayRaise, element });
  }

  /** Without `__iter__`, items are asked for by number until one is missing. */
  function indexed(value: ObjectValue): Value {
    const item = value.class.members.get('__getitem__');
    if (item?.kind !== 'function') return value;
    const { value: element, mayRaise, mayFail } = summaryOf({ ...item, self: value });
    return iteratorOf(zeroOrMore, { isEndless: !mayRaise && !mayFail, element });
  }

  return { instanceOf, construct, iterate, isSpecific: (object) => instances.get(object.class) !== object };
}

/** Collections may be changed by whoever holds the object. */
const settled = (value: Value): Value =>
  value.kind === 'sequence' && value.type !== 'tuple' && !value.entries ? sequenceOf(value.type, zeroOrMore) : value;
