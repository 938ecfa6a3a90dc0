import type { JsonObject } from './agentcore-call.ts';
import { invalid } from './agentcore-error.ts';

export function parseInput(body: Buffer): JsonObject {
  try {
    const input: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (input && typeof input === 'object' && !Array.isArray(input)) return input as JsonObject;
  } catch {
    // Answered below, like any other thing that is no object.
  }
  throw invalid('The request body must be a JSON object.', undefined, 'CannotParse');
}

export function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`${name} must be a string.`, name);
  return value;
}

export function text(input: JsonObject, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw invalid(`${name} is required.`, name);
  return value;
}

export function optionalInteger(
  input: JsonObject,
  name: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
    throw invalid(`${name} must be a whole number from ${least} to ${most}.`, name);
  }
  return Number(value);
}

export function optionalFlag(input: JsonObject, name: string): boolean {
  const value = input[name] ?? false;
  if (typeof value !== 'boolean') throw invalid(`${name} must be true or false.`, name);
  return value;
}

export function oneOf<const T extends string>(input: JsonObject, name: string, accepted: readonly T[]): T | undefined {
  const value = optionalText(input, name);
  if (value === undefined) return undefined;
  const known = accepted.find((candidate) => candidate === value);
  if (known !== undefined) return known;
  throw invalid(`${name} must be one of ${accepted.join(', ')}.`, name);
}

/** An object of the input; empty when absent. */
export function object(input: JsonObject, name: string): JsonObject {
  const value = input[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(`${name} must be an object.`, name);
  return value as JsonObject;
}

/** A list of the input that must have something in it. */
export function list(input: JsonObject, name: string): readonly unknown[] {
  const value = input[name];
  if (!Array.isArray(value) || value.length === 0) throw invalid(`${name} must be a list of at least one item.`, name);
  return value;
}
