import { type AgentId, authenticatedAgent, executionIdOf, jobIdOf, toolIdOf } from '../domain/ids.ts';
import type { JobRecord } from '../domain/job/job-record.ts';
import type { ExecutionRecord } from '../ports/execution-repository.ts';
import { newUlid } from './builders.ts';

/** A job as it is when it was just asked for, by an agent that nobody else is. */
export function aJobRecord(given: Partial<JobRecord> = {}): JobRecord {
  const ulid = newUlid();
  return {
    jobId: jobIdOf(ulid),
    caller: aCaller(),
    kind: 'execution',
    state: 'queued',
    stage: 'queued',
    executionId: executionIdOf(ulid),
    order: { toolId: toolIdOf(newUlid()), version: 1, timeoutMs: 10_000 },
    attempts: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    dueAt: '2026-01-01T00:02:00.000Z',
    ...given,
  };
}

export function aCaller(): AgentId {
  return authenticatedAgent(`000000000000/user/caller-${newUlid()}`);
}

/** The outcome of a job's execution, as it is kept for its caller. */
export function anExecutionOf({ executionId, caller, order }: JobRecord, text = '{}'): ExecutionRecord {
  return {
    executionId,
    caller,
    toolId: order.toolId,
    startedAt: '2026-01-01T00:00:01.000Z',
    expiresAt: '2036-01-01T00:00:00.000Z',
    body: { text },
  };
}
