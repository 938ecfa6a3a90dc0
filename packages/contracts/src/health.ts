import { enumSchema, objectSchema } from './schema/schema-of.ts';

export interface HealthCheck {
  readonly status: 'ok' | 'unavailable';
  readonly latencyMs: number;
}

/** `GET /health`. Looks at dependencies only: runs no tool, invokes no agent. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'unavailable';
  readonly version: string;
  readonly checks: Readonly<Record<string, HealthCheck>>;
}

export const healthSchema = objectSchema<HealthReport>({
  description: 'Whether the service can do its work.',
  required: {
    status: enumSchema<HealthReport['status']>('The whole service.', {
      ok: 'every dependency answers',
      degraded: 'some do not; part of the service works',
      unavailable: 'it cannot work',
    }),
    version: { type: 'string', description: 'Version of the service.' },
    checks: {
      type: 'object',
      description: 'By dependency.',
      additionalProperties: objectSchema<HealthCheck>({
        description: 'One dependency.',
        required: {
          status: { type: 'string', enum: ['ok', 'unavailable'] },
          latencyMs: { type: 'number', minimum: 0 },
        },
        optional: {},
      }),
    },
  },
  optional: {},
});
