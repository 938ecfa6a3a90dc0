import type { ErrorCode } from '../errors.ts';

export type Schema = object;

export interface Content {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What an answer of one status carries; every answer also has `X-Request-Id`. */
export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Content>>;
  readonly headers?: readonly HeaderName[];
}

export type HeaderName =
  | 'ETag'
  | 'Location'
  | 'Idempotent-Replayed'
  | 'Preference-Applied'
  | 'Cache-Control'
  | 'Retry-After'
  | 'RateLimit'
  | 'RateLimit-Policy';
export type ParameterName =
  | 'If-Match'
  | 'If-None-Match'
  | 'Idempotency-Key'
  | 'Prefer'
  | 'toolId'
  | 'version'
  | 'executionId'
  | 'jobId'
  | 'policyName'
  | 'agentName'
  | 'asset';

/** One operation as the document shows it; method, path and auth come from `routes`. */
export interface Operation {
  readonly tag: 'Tools' | 'Executions' | 'Jobs' | 'Agents' | 'Policies' | 'Audit' | 'Service';
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly ParameterName[];
  /** An object schema of which every member is a query parameter. */
  readonly query?: { readonly properties: Readonly<Record<string, object>> };
  readonly body?: Schema;
  /** A request without one is as good as one with an empty object. */
  readonly isBodyOptional?: boolean;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Codes beyond those that every operation of its kind can meet. */
  readonly errors: readonly ErrorCode[];
}

export const jsonAnswer = (description: string, schema: Schema, headers: readonly HeaderName[] = []): Answer => ({
  description,
  content: { 'application/json': { schema } },
  headers,
});
