import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import type { AgentId, Digest, ToolId } from '../../domain/ids.ts';
import type { JobKey } from '../../ports/job-repository.ts';
import type { LeaveTrail } from './trail.ts';

/** What the audit log says of code that was handed to a sandbox. */
type ExecutionFacts = Pick<ExecutionAnswer, 'executionId' | 'toolId' | 'version' | 'digest'> & {
  readonly status: ExecutionAnswer['status'] | 'cancelled';
  readonly sandbox: Pick<ExecutionAnswer['sandbox'], 'tier'>;
};

/** The attempt of a job that it was, if it was one. */
interface ExecutingAttempt extends Pick<JobKey, 'jobId'> {
  readonly attempt: number;
}

/** Comes before the outcome is kept: a retry that finds a kept outcome need not ask whether it has its event. */
export async function leaveExecution(
  leaveTrail: LeaveTrail,
  caller: AgentId,
  { executionId, toolId, version, digest, status, sandbox }: ExecutionFacts,
  job?: ExecutingAttempt,
): Promise<void> {
  await leaveTrail({
    kind: 'execution',
    actor: caller,
    toolId: toolId as ToolId,
    digest: digest as Digest,
    details: {
      executionId,
      version,
      status,
      tier: sandbox.tier,
      ...(job && { jobId: job.jobId, attempt: job.attempt }),
    },
  });
}
