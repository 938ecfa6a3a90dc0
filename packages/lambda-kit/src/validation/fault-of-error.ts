import type { FieldFault } from '@dtr/core';
import type { DefinedError } from 'ajv';
import { child } from './json-pointer.ts';

/** A value in a message; longer ones are cut. */
const shownChars = 100;
/** Names shown in one message; longer lists are cut. */
const shownNames = 30;

/** One error of a compiled check as a fault that says what is accepted. `pointer` stands before the error's own. */
export function faultOfError(error: DefinedError, pointer: string): FieldFault {
  const at = `${pointer}${error.instancePath}`;
  switch (error.keyword) {
    case 'required':
      return { pointer: child(at, error.params.missingProperty), message: 'is required' };
    case 'additionalProperties':
      return { pointer: child(at, error.params.additionalProperty), message: unknownMember(error.parentSchema) };
    case 'unevaluatedProperties':
      return { pointer: child(at, error.params.unevaluatedProperty), message: 'is not a known member' };
    case 'dependentRequired':
      return {
        pointer: child(at, error.params.missingProperty),
        message: `is required when ${error.params.property} is given`,
      };
    case 'propertyNames':
      return { pointer: child(at, error.params.propertyName), message: 'has a name that is not accepted' };
    default:
      return { pointer: at, message: messageOf(error) };
  }
}

function messageOf(error: DefinedError): string {
  switch (error.keyword) {
    case 'type':
      return `must be ${listed([error.params.type].flat(), (type) => withArticle(type))}`;
    case 'enum':
      return `must be ${listed(error.params.allowedValues, shownValue)}`;
    case 'const':
      return `must be ${shownValue(error.params.allowedValue)}`;
    case 'pattern':
      return `must match the pattern ${error.params.pattern}`;
    case 'format':
      return `must be a ${error.params.format}`;
    case 'minLength':
      return error.params.limit === 1 ? 'must not be empty' : `must have at least ${error.params.limit} characters`;
    case 'maxLength':
      return `must have at most ${error.params.limit} characters`;
    case 'minItems':
      return `must have at least ${error.params.limit} items`;
    case 'maxItems':
      return `must have at most ${error.params.limit} items`;
    case 'uniqueItems':
      return 'must not hold the same item twice';
    case 'oneOf':
      return error.params.passingSchemas === null
        ? 'must match one of the schemas in oneOf'
        : 'must match only one of the schemas in oneOf';
    case 'anyOf':
      return 'must match one of the schemas in anyOf';
    case 'not':
      return notMessage(error.schema);
    default:
      return error.message ?? `breaks ${error.keyword}`;
  }
}

function unknownMember(parentSchema: object | undefined): string {
  const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return known.length === 0
    ? 'is not a known member'
    : `is not a known member; known are ${listed(known, String, 'and')}`;
}

function notMessage(schema: unknown): string {
  const { pattern } = (schema ?? {}) as { pattern?: string };
  return pattern === undefined ? 'must not match the schema in not' : `must not contain ${pattern}`;
}

function withArticle(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function shownValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > shownChars ? `${text.slice(0, shownChars).toWellFormed()}…` : text;
}

/** "a", "a or b", "a, b or c"; what is beyond the bound is counted only. */
function listed<T>(values: readonly T[], inWords: (value: T) => string, last = 'or'): string {
  const shown = values.slice(0, shownNames).map(inWords);
  if (values.length > shown.length) return `${shown.join(', ')} ${last} one of ${values.length - shown.length} more`;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`;
}
