import { isLastingRefusal } from '../../domain/app-error.ts';
import { tierFor, timeoutMsOf } from '../../domain/execution/execution-limits.ts';
import { executorRequest } from '../../domain/execution/executor-request.ts';
import { inputKeyOf, type JobRecord } from '../../domain/job/job-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobFence, JobRepository } from '../../ports/job-repository.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { ToolExecutor } from '../../ports/tool-executor.ts';
import type { JobDelivery, JobReport } from '../run-job.ts';
import { type Admission, type AdmitExecutionDeps, makeAdmitExecution } from './admit-execution.ts';
import type { FinishJob } from './finish-job.ts';
import { leaveExecution } from './leave-execution.ts';
import { makePutJobBack, type PutJobBackDeps } from './put-job-back.ts';
import { makeSettleAttempt, type SettleAttemptDeps } from './settle-attempt.ts';
import { unknownExecution } from './settle-execution.ts';
import type { TakeTurn } from './take-turn.ts';
import { makeWatchJob, type WatchJobDeps } from './watch-job.ts';

/** Nobody is waiting at the other end. */
const patienceMs = 2_000;

/** One attempt at a job, from its claim on. */
export interface JobAttempt {
  /** As it was claimed. */
  readonly job: JobRecord;
  readonly fence: JobFence;
  /** Whether this attempt or one before it gave code away whose end is not known. */
  hasRun: boolean;
}

export interface JobAttemptDeps
  extends AdmitExecutionDeps,
    WatchJobDeps,
    PutJobBackDeps,
    Omit<SettleAttemptDeps, 'finishJob' | 'putJobBack'> {
  readonly jobs: JobRepository;
  readonly outputs: OutputStore;
  readonly executor: ToolExecutor;
  readonly takeTurn: TakeTurn;
  readonly clock: Clock;
}

/**
 * Runs the code of a job once. What speaks against it for good ends the job; a place in the rate is taken before the job says that it
 * runs; and it says so before the code is given away, so that an attempt that dies leaves a trace of it.
 */
export function makeAttemptJob(deps: JobAttemptDeps & { readonly finishJob: FinishJob }) {
  const { jobs, outputs, executor, takeTurn, clock, finishJob } = deps;
  const admit = makeAdmitExecution(deps);
  const watchJob = makeWatchJob(deps);
  const putJobBack = makePutJobBack(deps);
  const settleAttempt = makeSettleAttempt({ ...deps, putJobBack });

  const makeReady = async ({ jobId, caller, order }: JobRecord): Promise<Ready> => {
    const [admission, inputJson] = await Promise.all([
      admit(caller, order.toolId, order.version),
      outputs.find(inputKeyOf(jobId)),
    ]);
    if (inputJson === undefined) throw new Error(`The input of job ${jobId} is missing.`);
    return { admission, inputJson };
  };

  const run = async (
    attempt: JobAttempt,
    { admission, inputJson }: Ready,
    delivery: JobDelivery,
  ): Promise<JobReport> => {
    const { job, fence } = attempt;
    const timeoutMs = Math.min(job.order.timeoutMs, timeoutMsOf(admission.limits));
    const tier = tierFor(admission.demandedTier, timeoutMs);
    if ((await takeTurn(tier, patienceMs)) === 'exhausted')
      return putJobBack(attempt, 'deferred', 'no place in the rate');
    const started = {
      executionId: job.executionId,
      version: admission.record,
      tier,
      startedAt: clock.now().toISOString(),
    };
    if ((await jobs.begin(fence, { startedAt: started.startedAt, handedTo: tier })) === 'lost') return lost;
    const hadRun = attempt.hasRun;
    attempt.hasRun = true;
    const order = { executionId: job.executionId, inputJson, timeoutMs };
    const request = executorRequest({ ...admission.record, ...admission }, order);
    const watched = await watchJob(attempt, delivery, (signal) => executor.execute(request, { tier, signal }));
    if ('interruption' in watched) {
      if (watched.interruption === 'lost') return lost;
      const stopped = unknownExecution(started, clock.now().toISOString()).answer;
      await leaveExecution(deps.leaveTrail, job.caller, { ...stopped, status: 'cancelled' }, fence);
      return finishJob(attempt, { state: 'cancelled' });
    }
    const { result } = watched;
    if (result.outcome === 'not-started') attempt.hasRun = hadRun;
    return settleAttempt(attempt, admission, started, result);
  };

  return async function attemptJob(attempt: JobAttempt, delivery: JobDelivery): Promise<JobReport> {
    try {
      return await run(attempt, await makeReady(attempt.job), delivery);
    } catch (error) {
      if (!isLastingRefusal(error)) throw error;
      return finishJob(attempt, { state: 'failed', error: { code: error.code, message: error.message } });
    }
  };
}

interface Ready {
  readonly admission: Admission;
  /** Checked and with its defaults when the job was made. */
  readonly inputJson: string;
}

const lost: JobReport = { outcome: 'left', because: 'lost' };
