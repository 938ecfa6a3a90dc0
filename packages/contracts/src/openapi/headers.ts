import type { HeaderName } from './operation.ts';

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });

/** Headers of answers. `X-Request-Id` is on every one of them. */
export const headers: Readonly<Record<HeaderName | 'X-Request-Id', object>> = {
  'X-Request-Id': text('Names the request in logs and problems.', '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e'),
  ETag: text('Strong tag of the state of the tool or policy; send it back as `If-Match`.', '"r3"'),
  Location: text('Path of the tool, job or agent.', '/tools/tool-01KAJ3M0V6S4QW8ZK3T5XN7R2C'),
  'Idempotent-Replayed': {
    description: 'The stored answer of the first request with this `Idempotency-Key`.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Preference-Applied': text(
    'What of `Prefer` was followed; `wait` with the seconds that were meant, at most 25. Absent when nothing was asked for.',
    'wait=10',
  ),
  'Cache-Control': text('How long the answer may be kept.', 'no-store'),
  RateLimit: text(
    'What is left (`r`) of your requests of this minute and, where you have a quota, of your executions of this UTC day, and in how many seconds (`t`) that begins anew. Absent when the gateway itself answers.',
    '"requests";r=599;t=42',
  ),
  'RateLimit-Policy': text(
    'How much (`q`) you have in a window of `w` seconds. Every request counts, and each request to execute a tool as an execution, whatever comes of it.',
    '"requests";q=600;w=60, "executions";q=1000;w=86400',
  ),
  'Retry-After': { description: 'Seconds to wait before another try.', schema: { type: 'integer', minimum: 0 } },
};
