import { type Json, limits } from '@dtr/contracts';
import { AppError, parseExactJson } from '@dtr/core';
import type { HttpEvent } from '../http/http-event.ts';
import { invalidRequest } from '../http/invalid-request.ts';
import { bodyText } from './body-text.ts';
import { findJsonFault } from './find-json-fault.ts';
import { jsonLevels } from './json-levels.ts';
import { unusableStringFaults } from './unusable-strings.ts';

/** Levels that a body puts around the values whose nesting is limited: an example's input stands in three. */
const wrapperLevels = 3;
const mostLevels = limits.nestingLevels + wrapperLevels;

/**
 * The JSON body of a request, digits kept. Safe on hostile text: sizes and nesting are checked before parsing. Throws
 * `request.unsupported_media_type`, `request.too_large`, `request.malformed_json`, and `request.invalid` for strings that
 * cannot be carried. Of members with the same name the last one counts.
 */
export function readJsonBody(event: HttpEvent): Json {
  const text = bodyText(event);
  if (jsonLevels(text, mostLevels + 1) > mostLevels) throw tooDeep();
  const value = parsed(text);
  const faults = unusableStringFaults(value, text);
  if (faults.length > 0) throw invalidRequest(faults);
  return value;
}

function parsed(text: string): Json {
  try {
    return parseExactJson(text);
  } catch (cause) {
    const fault = findJsonFault(text);
    const where = fault && ` at line ${fault.line}, column ${fault.column}: ${fault.expected} was expected`;
    throw new AppError('request.malformed_json', `The body is not JSON${where ?? ''}.`, { cause });
  }
}

function tooDeep(): AppError {
  const message = `nests more than ${limits.nestingLevels} levels`;
  return new AppError('request.invalid', `The body ${message}.`, { details: { errors: [{ pointer: '', message }] } });
}
