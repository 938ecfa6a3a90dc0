import type { Json } from '@dtr/contracts';
import { type ExactNumber, exactNumber, isExactNumber, isIntegerText, toDouble } from './exact-number.ts';

type ExactReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: ExactReviver) => Json;

/**
 * Parses JSON without losing digits: integers beyond 2^53 and numbers beyond the doubles stay as `ExactNumber`.
 * Write the value with `JSON.stringify`; give checks that expect plain numbers `toDoubles` of it. Throws `SyntaxError`.
 */
export function parseExactJson(text: string): Json {
  return needsExactness(text) ? parseWithSource(text, keepSource) : JSON.parse(text);
}

/** A reviver makes parsing several times slower, so it is used only where a long number can stand. */
function needsExactness(text: string): boolean {
  return /\d{16}|\d[eE]\+?\d{3}/.test(text);
}

function keepSource(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  const isExact = isIntegerText(source) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return isExact ? value : exactNumber(source);
}

/** A copy with every exact number replaced by the nearest double. Keys are kept as they are, `__proto__` too. */
export function toDoubles(value: Json): Json {
  return mapJson(value, toDouble);
}

/** `value` with the exact numbers of `original` back at their places: undoes `toDoubles` after defaults were filled in. */
export function withExactNumbers(value: Json, original: Json | undefined): Json {
  if (isExactNumber(original)) return original;
  if (Array.isArray(value)) {
    return value.map((item, index) => withExactNumbers(item, Array.isArray(original) ? original[index] : undefined));
  }
  if (!isObject(value)) return value;
  const source = isObject(original) ? original : {};
  return fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      withExactNumbers(item, Object.hasOwn(source, key) ? source[key] : undefined),
    ]),
  );
}

function mapJson(value: Json, replace: (number: ExactNumber) => Json): Json {
  if (isExactNumber(value)) return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapJson(item, replace));
  if (!isObject(value)) return value;
  return fromEntries(Object.entries(value).map(([key, item]) => [key, mapJson(item, replace)]));
}

/** `Object.fromEntries` defines keys, so a key named `__proto__` stays a plain key. */
function fromEntries(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
