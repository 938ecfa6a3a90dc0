import { onlyValue } from '../../analysis/intervals/interval.ts';
import { childrenOf, type PyNode, type PyOf } from '../tree.ts';
import type { Environment } from './environment.ts';
import type { Value } from './value.ts';

const relevant = new WeakMap<PyNode, readonly string[]>();

/** The names that decide how a loop goes on: those of its conditions, and those these are made of. */
export function decidingNames(loop: PyOf<'While'>): readonly string[] {
  const known = relevant.get(loop);
  if (known) return known;
  const sources = new Map<string, Set<string>>();
  const deciding = new Set(namesIn(loop.test));
  const pending: PyNode[] = [...loop.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ('test' in node && node.test) for (const name of namesIn(node.test)) deciding.add(name);
    for (const target of targetsOf(node)) addAll(sources, target, namesIn(node));
    pending.push(...childrenOf(node));
  }
  // A set grows while it is walked, so this follows every name to the ones it comes from.
  for (const name of deciding) for (const source of sources.get(name) ?? []) deciding.add(source);
  const names = [...deciding].filter((name) => sources.has(name));
  relevant.set(loop, names);
  return names;
}

function targetsOf(node: PyNode): string[] {
  if (node.nodeType === 'Assign') return node.targets.flatMap(namesIn);
  const target =
    node.nodeType === 'AugAssign' || node.nodeType === 'For' || node.nodeType === 'NamedExpr' ? node.target : undefined;
  return target ? namesIn(target) : [];
}

function namesIn(node: PyNode): string[] {
  const names: string[] = [];
  const pending: PyNode[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.nodeType === 'Name') names.push(next.id);
    // The body of a loop is no part of what its target is made of.
    pending.push(
      ...childrenOf(next).filter(
        (child) => !('body' in next) || next.nodeType === 'IfExp' || child.lineno === next.lineno,
      ),
    );
  }
  return names;
}

function addAll(map: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = map.get(key) ?? new Set<string>();
  for (const value of values) known.add(value);
  map.set(key, known);
}

/** The state of these names as text; absent when one of them is not known exactly. */
export function stateOf(names: readonly string[], env: Environment): string | undefined {
  const parts: string[] = [];
  for (const name of names) {
    const part = exact(env.own(name));
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('|');
}

function exact(value: Value | undefined): string | undefined {
  if (value?.isAssumed) return undefined;
  if (value?.kind === 'none') return 'none';
  if (value?.kind === 'text') return value.text === undefined ? undefined : JSON.stringify(value.text);
  const number = value?.kind === 'number' ? onlyValue(value.value) : undefined;
  return number === undefined || Math.abs(number) >= 2 ** 53 ? undefined : String(number);
}
