import type { FieldFault } from '@dtr/core';
import type { DefinedError } from 'ajv';
import { faultOfError } from './fault-of-error.ts';

interface Check {
  (value: unknown): boolean;
  errors?: readonly DefinedError[] | null;
}

/** A shape of the contract, compiled ahead: `first` stops at the first fault, `all` lists every one. */
export interface CompiledShape<T> {
  readonly first: (value: unknown) => boolean;
  readonly all: (value: unknown) => boolean;
  /** Exists for the compiler alone. */
  readonly shape?: T;
}

/** Beyond this many values a list of all faults could cost more than the request; then the first one has to do. */
const valuesToListAll = 5_000;
const shownFaults = 20;

/** What is wrong with a value, at most 20 faults; none means that it has the shape. */
export function faultsOf<T>({ first, all }: CompiledShape<T>, value: unknown, pointer: string): readonly FieldFault[] {
  if (first(value)) return [];
  const check: Check = hasMoreValues(value, valuesToListAll) ? first : all;
  check(value);
  const errors = check.errors ?? [];
  return errors
    .filter(isOwn)
    .slice(0, shownFaults)
    .map((error) => faultOfError(error, pointer));
}

/** An error inside `not`, `anyOf` or `propertyNames` only explains the one around it. */
function isOwn({ schemaPath }: DefinedError): boolean {
  return !/\/(?:not|anyOf|oneOf|propertyNames)\//.test(schemaPath);
}

/** Whether a value holds more than `bound` values, itself included. Stops as soon as it knows. */
function hasMoreValues(value: unknown, bound: number): boolean {
  let count = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const current = waiting.pop();
    count += 1;
    if (count > bound) return true;
    if (typeof current === 'object' && current !== null)
      for (const member of Object.values(current)) waiting.push(member);
  }
  return false;
}
