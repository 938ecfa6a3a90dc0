import { type ErrorCode, errorCatalog, statusOfKind } from '../errors.ts';
import { problemSchema, problemTypeOf } from '../problem.ts';
import type { Route } from '../routes.ts';
import { gatewayMessageSchema } from './gateway-message.ts';
import type { Answer, Content, Operation } from './operation.ts';

const bodyCodes: readonly ErrorCode[] = [
  'request.malformed_json',
  'request.unsupported_media_type',
  'request.too_large',
];

/** Statuses that the gateway in front may also give by itself. */
const gatewayStatuses = new Set([403, 404, 413, 429, 500, 503]);

/** Statuses whose problem may say when to try again. */
const retryAfterStatuses = new Set([409, 429, 503, 504]);

/** The error answers of an operation: one per status, naming the codes that lead to it. */
export function errorAnswers(route: Route, operation: Operation): Readonly<Record<number, Answer>> {
  const byStatus = Map.groupBy(codesOf(route, operation), (code): number => statusOfKind[errorCatalog[code].kind]);
  const statuses = new Set<number>([...byStatus.keys(), ...(route.auth === 'iam' ? [403] : []), 429, 500, 503]);
  return Object.fromEntries(
    [...statuses].sort((a, b) => a - b).map((status) => [status, errorAnswer(status, byStatus.get(status) ?? [])]),
  );
}

function codesOf({ auth }: Route, { errors, body, query }: Operation): readonly ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      ...(body === undefined ? [] : bodyCodes),
      ...(body === undefined && query === undefined && auth === 'none' ? [] : (['request.invalid'] as const)),
      ...errors,
      'request.rate_limited',
      ...(auth === 'none' ? [] : (['agent.rate_limited'] as const)),
      'internal',
      'dependency.unavailable',
    ]),
  ];
}

function errorAnswer(status: number, codes: readonly ErrorCode[]): Answer {
  const names = codes.map((code) => `\`${code}\``);
  return {
    description: [...names, ...(gatewayStatuses.has(status) ? ['or the gateway itself'] : [])].join(', '),
    headers: retryAfterStatuses.has(status) ? ['Retry-After'] : [],
    content: {
      ...(codes.length > 0 && { 'application/problem+json': problemContent(status, codes) }),
      ...(gatewayStatuses.has(status) && { 'application/json': { schema: gatewayMessageSchema } }),
    },
  };
}

function problemContent(status: number, codes: readonly ErrorCode[]): Content {
  const examples = codes.map((code) => [code.replace('.', '_'), { value: exampleOf(status, code) }]);
  return { schema: problemSchema, examples: Object.fromEntries(examples) };
}

function exampleOf(status: number, code: ErrorCode): object {
  const { title } = errorCatalog[code];
  return {
    type: problemTypeOf(code),
    title,
    status,
    detail: `${title}.`,
    instance: 'urn:uuid:6f0d5f0e-8a4e-4c56-9c39-0f3a7f9f4a10',
    code,
    requestId: '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e',
    retryable: status === 429 || status > 500,
  };
}
