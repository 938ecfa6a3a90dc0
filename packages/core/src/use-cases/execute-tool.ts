import { type ExecuteRequest, limits } from '@dtr/contracts';
import type { ExecutionAnswer } from '../domain/execution/execution-answer.ts';
import { isLong } from '../domain/execution/execution-limits.ts';
import { type AgentId, executionIdOf, jobIdOf } from '../domain/ids.ts';
import type { JobAnswer } from '../domain/job/job-answer.ts';
import { isFinal, type JobRecord } from '../domain/job/job-record.ts';
import type { UlidSource } from '../domain/ulid.ts';
import { type AdmitExecutionDeps, makeAdmitExecution } from './steps/admit-execution.ts';
import { announceJob } from './steps/announce-job.ts';
import { type AwaitJobDeps, awaitJob } from './steps/await-job.ts';
import { type ExecuteAtOnceDeps, makeExecuteAtOnce } from './steps/execute-at-once.ts';
import { executionNotStarted } from './steps/execution-errors.ts';
import { recallExecution } from './steps/execution-records.ts';
import { jobAnswer } from './steps/job-answers.ts';
import { planExecution } from './steps/plan-execution.ts';
import { type SubmitJobDeps, submitJob } from './steps/submit-job.ts';
import type { Attempt } from './with-idempotency.ts';

/** An outcome that comes later is not heard of: HTTP APIs give up at 30 s (AWS quota page, checked 2026-11), and it is stored before. */
const answerWithinMs = 28_500;

export interface ExecuteToolDeps extends AdmitExecutionDeps, ExecuteAtOnceDeps, SubmitJobDeps, AwaitJobDeps {
  readonly newUlid: UlidSource;
}

/** What a caller would like: RFC 7240, `Prefer: respond-async` and `wait=n`. */
export interface ExecutePreference {
  readonly respondAsync?: boolean;
  /** Counted up to 25, from when the request came. */
  readonly waitSeconds?: number;
}

export interface ExecuteOptions {
  readonly attempt?: Attempt;
  readonly preference?: ExecutePreference;
}

/** `result`: the execution has ended. `job`: it goes on, or it ended in another way than with a known outcome. */
export type ExecutedTool =
  | { readonly kind: 'result'; readonly answer: ExecutionAnswer }
  | { readonly kind: 'job'; readonly job: JobAnswer };

export type ExecuteTool = ReturnType<typeof makeExecuteTool>;

/**
 * Runs a tool once, if the policy of its owner accepts it now: at once, or as a job when the caller prefers that or the time limit is
 * longer than a caller can be kept waiting. Whatever refuses, refuses before there is a job. A repeated attempt with the same seed finds its
 * job or the stored outcome; only when none is known does the code run again, under the same id.
 */
export function makeExecuteTool(deps: ExecuteToolDeps) {
  const admit = makeAdmitExecution(deps);
  const executeAtOnce = makeExecuteAtOnce(deps);

  const answerJob = async (job: JobRecord, untilMs: number | undefined): Promise<ExecutedTool> => {
    const answer = await jobAnswer(deps, untilMs === undefined ? job : await awaitJob(deps, job, untilMs));
    const isKnown = untilMs !== undefined && answer.result !== undefined && answer.result.status !== 'unknown';
    return isKnown && answer.result ? { kind: 'result', answer: answer.result } : { kind: 'job', job: answer };
  };

  /** What an attempt before this one has left. One that died may not have announced its job. */
  const findEarlier = async (caller: AgentId, seed: string, untilMs: number | undefined) => {
    const job = await deps.jobs.find({ caller, jobId: jobIdOf(seed) });
    if (job !== undefined) {
      if (!isFinal(job)) await announceJob(deps.queue, job).catch(() => undefined);
      return answerJob(job, untilMs);
    }
    const answer = await recallExecution(deps, caller, executionIdOf(seed));
    return answer === undefined || answer.status === 'unknown' ? undefined : ({ kind: 'result', answer } as const);
  };

  return async function executeTool(
    caller: AgentId,
    toolId: string,
    request: ExecuteRequest,
    { attempt, preference = {} }: ExecuteOptions = {},
  ): Promise<ExecutedTool> {
    const receivedAtMs = deps.clock.now().getTime();
    const untilMs = waitsUntil(receivedAtMs, preference);
    const seed = attempt?.seed ?? deps.newUlid();
    const earlier = attempt?.isRetry ? await findEarlier(caller, seed, untilMs) : undefined;
    if (earlier !== undefined) return earlier;
    const admission = await admit(caller, toolId, request.version);
    const plan = await planExecution(deps.schemas, admission, request);
    if (preference.respondAsync || untilMs !== undefined || isLong(plan.timeoutMs))
      return answerJob(await submitJob(deps, { caller, seed, record: admission.record, plan }), untilMs);
    const leftMs = receivedAtMs + answerWithinMs - deps.clock.now().getTime();
    if (leftMs <= 0) throw executionNotStarted('There was no time left to run it within one request.');
    const signal = AbortSignal.timeout(leftMs);
    const planAtOnce = { ...plan, signal, mayBeRepeated: attempt !== undefined };
    return { kind: 'result', answer: await executeAtOnce(caller, executionIdOf(seed), admission, planAtOnce) };
  };
}

/** Instants of the clock in milliseconds. What is done before there is a job is part of the wait. */
function waitsUntil(receivedAtMs: number, { waitSeconds }: ExecutePreference): number | undefined {
  if (waitSeconds === undefined) return undefined;
  return receivedAtMs + Math.min(waitSeconds, limits.synchronousSeconds) * 1_000;
}
