import type { FunctionNode } from '../../expressions.ts';
import type { NodeOf } from '../../tree.ts';

/** A function of the code as a value, with the names it can see. */
export interface Closure {
  readonly kind: 'function';
  readonly node: FunctionNode | NodeOf<'ClassDeclaration' | 'ClassExpression'>;
  readonly names: Names;
}

/** What constant code can come to. Objects, maps and sets keep their entries in a Map; sets are lists without repeats. */
export type Constant =
  | string
  | number
  | boolean
  | null
  | undefined
  | RegExp
  | Closure
  | Constant[]
  | Map<string, Constant>;

/** Values of the variables of one call, by what the scope analysis makes of them. */
export type Names = Map<unknown, Constant>;

/** Thrown where the value depends on input or on something that is not evaluated. One for all: it has no trace to show. */
export const notConstant = new Error('not constant');

export const isClosure = (value: Constant): value is Closure =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** Longest text or list that is worked with. */
const maximumLength = 10_000;

export function bounded<Value extends Constant>(value: Value): Value {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > maximumLength) throw notConstant;
  return value;
}

/** As `String(value)` does it. */
export function textOf(value: Constant): string {
  if (Array.isArray(value))
    return bounded(value.map((item) => (item === null || item === undefined ? '' : textOf(item))).join(','));
  if (value instanceof Map) return '[object Object]';
  if (isClosure(value)) throw notConstant;
  return String(value);
}

export function numberOf(value: Constant): number {
  return typeof value === 'object' && value !== null ? Number(textOf(value)) : Number(value);
}

export const truthy = (value: Constant) => (typeof value === 'object' ? value !== null : Boolean(value));

/** What a loop over the value goes through. */
export function listOf(value: Constant): Constant[] {
  if (typeof value === 'string') return [...value];
  if (Array.isArray(value)) return value;
  throw notConstant;
}

/** How many lists and maps are inside one another; without end where one holds itself. Looks at each once. */
export function depthOf(value: Constant, known = new Map<Constant, number>()): number {
  if (!Array.isArray(value) && !(value instanceof Map)) return 0;
  const found = known.get(value);
  if (found !== undefined) return found;
  known.set(value, Number.POSITIVE_INFINITY);
  let deepest = 0;
  for (const member of value.values()) deepest = Math.max(deepest, depthOf(member, known));
  known.set(value, 1 + deepest);
  return 1 + deepest;
}
