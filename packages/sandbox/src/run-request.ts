import { checkLimits, type RunLimits } from './limits.ts';

export const languages = ['python', 'javascript', 'typescript'] as const;
export type Language = (typeof languages)[number];

/** One piece of untrusted code and the one function of it to call. */
export interface RunRequest {
  readonly language: Language;
  readonly source: string;
  /** A top-level function of the source (or, in JavaScript, `default` for an anonymous default export). */
  readonly functionName: string;
  /**
   * `object`: the function gets the argument object as its only argument.
   * `named`: Python gets keyword arguments; JavaScript gets positions, in the order of `parameterNames`.
   */
  readonly calling: 'named' | 'object';
  /** Only read for `named` calling in JavaScript and TypeScript. */
  readonly parameterNames: readonly string[];
  /** A JSON object as text, so that Python sees integers beyond 2^53 as they were written. */
  readonly argumentsJson: string;
  readonly limits: RunLimits;
}

/** ASCII names only: they become part of generated code. */
const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Throws a `TypeError` or `RangeError` on a request that no engine could run. The source itself is not looked at. */
export function checkRequest(request: RunRequest): void {
  if (!languages.includes(request.language)) {
    throw new TypeError(`language must be one of ${languages.join(', ')}, not ${String(request.language)}.`);
  }
  if (request.calling !== 'named' && request.calling !== 'object') {
    throw new TypeError(`calling must be "named" or "object", not ${String(request.calling)}.`);
  }
  if (!identifier.test(request.functionName)) {
    throw new TypeError(`functionName must be an ASCII identifier, not ${JSON.stringify(request.functionName)}.`);
  }
  checkLimits(request.limits);
  checkArguments(request.argumentsJson);
}

function checkArguments(text: string): void {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('argumentsJson must be the text of a JSON object.');
  }
}
