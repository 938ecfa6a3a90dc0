import type { FieldFault } from '@dtr/core';
import { type CompiledShape, faultsOf } from '../validation/compiled-shape.ts';
import type { HttpEvent } from './http-event.ts';
import { invalidRequest } from './invalid-request.ts';

/** The shape of a query: its compiled check and its schema, which says what is a number. */
export interface QueryShape<T> {
  readonly shape: CompiledShape<T>;
  readonly properties: Readonly<Record<string, object>>;
}

/** The query parameters, typed. Unknown, repeated and empty ones are refused with `request.invalid`. */
export function parseQuery<T>(event: HttpEvent, { shape, properties }: QueryShape<T>): T {
  const parameters = new URLSearchParams(event.rawQueryString ?? '');
  const query = Object.fromEntries([...parameters].map(([name, text]) => [name, typed(text, properties[name])]));
  const faults = [...repeatedFaults(parameters), ...unusableFaults(query), ...faultsOf(shape, query, '/query')];
  if (faults.length > 0) throw invalidRequest(faults);
  return query as T;
}

function typed(text: string, schema: { readonly type?: string } | undefined): string | number {
  return schema?.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function repeatedFaults(parameters: URLSearchParams): readonly FieldFault[] {
  const names = [...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length > 1);
  return names.map((name) => ({ pointer: `/query/${name}`, message: 'is given more than once' }));
}

function unusableFaults(query: Readonly<Record<string, string | number>>): readonly FieldFault[] {
  return Object.entries(query).flatMap(([name, value]) =>
    String(value).includes('\0') ? [{ pointer: `/query/${name}`, message: 'must not contain NUL' }] : [],
  );
}
