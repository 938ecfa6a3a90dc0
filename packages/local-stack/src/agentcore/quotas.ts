import { createTokenBucket } from '../http-api/token-bucket.ts';
import { type Operation, operations } from './agentcore-call.ts';
import { AgentCoreError } from './agentcore-error.ts';

/** Service quotas of one account and region; AWS quota page, checked 2026-09. */
export interface Quotas {
  /** Of each operation by itself. */
  readonly callsPerSecond: number;
  readonly sessions: number;
}

export const awsQuotas: Quotas = { callsPerSecond: 30, sessions: 1_000 };

/** Throws `ThrottlingException` for a call beyond the rate of its operation. How far AWS lets a burst go is not known: a second's worth here. */
export function createRateLimit({ callsPerSecond }: Quotas, now: () => Date): (operation: Operation) => void {
  const throttle = { requestsPerSecond: callsPerSecond, burst: callsPerSecond };
  const buckets = new Map(operations.map((name) => [name, createTokenBucket(throttle, () => now().getTime())]));
  return (operation) => {
    if (buckets.get(operation)?.() === false) throw rateExceeded();
  };
}

export const rateExceeded = () => new AgentCoreError('ThrottlingException', 'Rate exceeded');
