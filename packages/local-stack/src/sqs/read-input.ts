import type { JsonObject, SqsCall } from './sqs-call.ts';
import { SqsError } from './sqs-error.ts';

const wrongType = (name: string, type: string) => new SqsError('SerializationException', `${name} must be a ${type}.`);

export function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(name, 'string');
  return value;
}

export function text(input: JsonObject, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
  return value;
}

export function optionalInteger(input: JsonObject, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value)) throw wrongType(name, 'whole number');
  return Number(value);
}

/** A whole number within limits, which the error names. */
export function integerWithin(
  input: JsonObject,
  name: string,
  [min, max]: readonly [number, number],
): number | undefined {
  const value = optionalInteger(input, name);
  if (value === undefined || (value >= min && value <= max)) return value;
  throw new SqsError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
  );
}

export function texts(input: JsonObject, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw wrongType(name, 'list of strings');
  return value as readonly string[];
}

/** An object of the input; empty when absent. */
export function object(input: JsonObject, name: string): JsonObject {
  const value = input[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(name, 'map');
  return value as JsonObject;
}

export function textMap(input: JsonObject, name: string): Readonly<Record<string, string>> {
  const map = object(input, name);
  for (const key of Object.keys(map)) text(map, key);
  return map as Readonly<Record<string, string>>;
}

/** The queue that `QueueUrl` names; the host in it does not matter. */
export function queueName({ input, accountId }: Pick<SqsCall, 'input' | 'accountId'>): string {
  const url = text(input, 'QueueUrl');
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const [account, name, ...rest] = path.replace(/^\//, '').split('/');
  if (account === accountId && name && rest.length === 0) return name;
  throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export const queueUrl = ({ origin, accountId }: Pick<SqsCall, 'origin' | 'accountId'>, name: string): string =>
  `${origin}/${accountId}/${name}`;
