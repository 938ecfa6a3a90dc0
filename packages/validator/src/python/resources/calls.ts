import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { consume } from './consume.ts';
import { anyException, failIn, raiseIn } from './frame.ts';
import { libraryCalls } from './library/index.ts';
import type { Place } from './machine.ts';
import { callMethod } from './methods.ts';
import { elementsOf } from './sequence-arithmetic.ts';
import { type Arguments, sequenceOf, unknown, type Value } from './value.ts';

/** One call, as the tables of known functions see it. */
export interface CallSite extends Place {
  readonly node: PyOf<'Call'>;
  readonly args: Arguments;
}

export function evaluateCall(node: PyOf<'Call'>, place: Place): Value {
  const { machine, env, frame } = place;
  const callee = machine.evaluate(node.func, env, frame);
  const args = withGiven(callee, argumentsOf(node, place));
  const value = apply(callee, { ...place, node, args });
  if (mayChange(callee)) forgetLengths(node, place);
  return value;
}

/** Functions that may change the collections they are given; those of the library that do are followed. */
const mayChange = ({ kind }: Value) =>
  kind === 'function' || kind === 'class' || kind === 'unknown' || kind === 'object';

function forgetLengths({ args, keywords }: PyOf<'Call'>, { env }: Place): void {
  for (const node of [...args, ...keywords.map(({ value }) => value)]) {
    const value = node.nodeType === 'Name' ? env.own(node.id) : undefined;
    if (node.nodeType === 'Name' && value?.kind === 'sequence' && value.type !== 'tuple')
      env.set(node.id, sequenceOf(value.type, zeroOrMore));
  }
}

/** Calls whatever a value is. */
export function apply(callee: Value, site: CallSite): Value {
  const { machine, env, frame, node, args } = site;
  switch (callee.kind) {
    case 'library':
      return libraryCall(callee.path, site);
    case 'method':
      return callMethod(callee, { ...site, args: iterated(site) });
    case 'function':
    case 'class':
      // What a function of the code does to attributes is not followed.
      env.forgetAttributes();
      return machine.call(callee, args, node, frame);
    default:
      env.forgetAttributes();
      failIn(frame, anyException);
      return unknown;
  }
}

function libraryCall(path: string, site: CallSite): Value {
  if (path === 'functools.partial') return partially(site);
  return libraryCalls.get(path)?.({ ...site, args: iterated(site) }) ?? unknown;
}

/** `partial(f, ...)`: f with some arguments already there. */
function partially({ args }: CallSite): Value {
  const [callee, ...positional] = args.positional;
  if (callee?.kind !== 'function' && callee?.kind !== 'library') return unknown;
  return { ...callee, given: { ...args, positional } };
}

/** Objects of the code's own classes are iterated by the library like anything else. */
function iterated({ args, machine, node, frame }: CallSite): Arguments {
  if (args.positional.every(({ kind }) => kind !== 'object')) return args;
  return { ...args, positional: args.positional.map((value) => machine.iterate(value, node, frame)) };
}

function argumentsOf(node: PyOf<'Call'>, { machine, env, frame }: Place): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let isOpen = false;
  const see = (child: PyExpression) => machine.evaluate(child, env, frame);
  for (const argument of node.args) {
    const value = see(argument);
    const elements = argument.nodeType === 'Starred' && !isOpen ? elementsOf(value) : undefined;
    if (argument.nodeType !== 'Starred') positional.push(value);
    else if (elements) positional.push(...elements);
    else {
      consume(machine.iterate(value, argument, frame), { node: argument, machine });
      isOpen = true;
    }
  }
  for (const { arg, value: child } of node.keywords) {
    const value = see(child);
    if (arg) named.set(arg, value);
    else if (value.kind === 'sequence' && value.entries)
      for (const [key, entry] of value.entries) named.set(String(key), entry);
    else isOpen = true;
  }
  return { positional, named, isOpen };
}

function withGiven(callee: Value, args: Arguments): Arguments {
  const given = callee.kind === 'library' || callee.kind === 'function' ? callee.given : undefined;
  if (!given) return args;
  return {
    positional: [...given.positional, ...args.positional],
    named: new Map([...given.named, ...args.named]),
    isOpen: args.isOpen,
  };
}

/** An argument by its place or its name. */
export const argument = ({ args }: { args: Arguments }, index: number, name?: string): Value | undefined =>
  args.positional[index] ?? (name === undefined ? undefined : args.named.get(name));

/** A call that ends with an exception when there is nothing left, which is how many loops end. */
export const mayRunOut = ({ frame }: Place, name: string): void => raiseIn(frame, name);
