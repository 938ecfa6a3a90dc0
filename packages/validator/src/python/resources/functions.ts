import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyFunction, PyNode, PyOf } from '../tree.ts';
import type { Environment } from './environment.ts';
import type { Frame } from './frame.ts';
import type { Machine, Place } from './machine.ts';
import { runBlock } from './statements.ts';
import { type Arguments, type FunctionValue, sequenceOf, unknown, type Value } from './value.ts';

/** Decorators that leave a function what it is. */
const transparent = new Set(
  'staticmethod classmethod property cached_property cache lru_cache override final wraps functools.cache functools.lru_cache functools.wraps functools.cached_property'.split(
    ' ',
  ),
);

export function defineFunction(node: PyFunction, { env, machine, frame }: Place): true {
  for (const decorator of node.decorator_list) machine.evaluate(decorator, env, frame);
  const value = machine.define({ kind: 'function', node, home: env });
  env.set(node.name, node.decorator_list.every(isTransparent) ? value : unknown);
  return true;
}

function isTransparent(decorator: PyNode): boolean {
  const callee = decorator.nodeType === 'Call' ? decorator.func : decorator;
  if (callee.nodeType === 'Name') return transparent.has(callee.id);
  return callee.nodeType === 'Attribute' && transparent.has(callee.attr);
}

export function defineClass(node: PyOf<'ClassDef'>, place: Place): true {
  const { env, machine } = place;
  const inner = machine.open(env);
  const members = inner.watch(() => {
    runBlock(node.body, { ...place, env: inner });
  });
  const value = { kind: 'class', node, home: env, members } as const;
  for (const member of members.values())
    if (member.kind === 'function' && member.node.nodeType !== 'Lambda') machine.belongs(member.node, value);
  env.set(node.name, node.decorator_list.length === 0 || isData(node) ? value : unknown);
  return true;
}

const isData = (node: PyOf<'ClassDef'>) =>
  node.decorator_list.every((decorator) => {
    const callee = decorator.nodeType === 'Call' ? decorator.func : decorator;
    return callee.nodeType === 'Name' && callee.id === 'dataclass';
  });

/** Binds parameters: to arguments, else to defaults, which a caller may replace. */
export function bindParameters(
  callee: FunctionValue,
  args: Arguments | undefined,
  env: Environment,
  machine: Machine,
  frame: Frame,
): void {
  const { node, home, self } = callee;
  const { posonlyargs, args: plain, kwonlyargs, vararg, kwarg, defaults, kw_defaults: keywordDefaults } = node.args;
  const positional = [...posonlyargs, ...plain];
  const given = [...(self && !isStatic(node) ? [self] : []), ...(args?.positional ?? [])];
  const firstDefault = positional.length - defaults.length;
  const asDefault = (value: Value) => (args?.isSample ? value : assumed(value));
  const defaultOf = (expression: PyNode | null | undefined): Value =>
    expression ? asDefault(machine.evaluate(expression as never, home, frame)) : unknown;
  positional.forEach(({ arg }, index) => {
    const value = given[index] ?? args?.named.get(arg);
    env.set(arg, value ?? (args?.isOpen ? unknown : defaultOf(defaults[index - firstDefault])));
  });
  kwonlyargs.forEach(({ arg }, index) => {
    env.set(arg, args?.named.get(arg) ?? (args?.isOpen ? unknown : defaultOf(keywordDefaults[index])));
  });
  if (vararg) env.set(vararg.arg, sequenceOf('tuple', zeroOrMore));
  if (kwarg) env.set(kwarg.arg, sequenceOf('dict', zeroOrMore));
}

export const isStatic = (node: FunctionValue['node']) =>
  node.nodeType !== 'Lambda' && node.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'staticmethod');

function assumed(value: Value): Value {
  return value.kind === 'none' ? unknown : { ...value, isAssumed: true };
}
