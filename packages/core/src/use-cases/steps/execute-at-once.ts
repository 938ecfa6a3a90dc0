import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import { executorRequest } from '../../domain/execution/executor-request.ts';
import type { AgentId, ExecutionId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ToolExecutor } from '../../ports/tool-executor.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import type { Admission } from './admit-execution.ts';
import type { ChangeQuarantineDeps } from './change-quarantine.ts';
import { executionNotStarted, executionRateLimited, noSuchTier, outcomeUnknown } from './execution-errors.ts';
import { type ExecutionRecordDeps, type KeptExecution, keepExecution } from './execution-records.ts';
import { leaveExecution } from './leave-execution.ts';
import type { ExecutionPlan } from './plan-execution.ts';
import { makeQuarantineRefused } from './quarantine-refused.ts';
import { settleExecution, unknownExecution } from './settle-execution.ts';
import type { TakeTurn } from './take-turn.ts';

/** A caller is waiting. */
const patienceMs = 800;

export interface ExecuteAtOnceDeps extends ExecutionRecordDeps, ChangeQuarantineDeps {
  readonly executor: ToolExecutor;
  readonly schemas: ToolSchemas;
  readonly takeTurn: TakeTurn;
  readonly clock: Clock;
}

interface PlanAtOnce extends ExecutionPlan {
  /** The caller can be kept waiting no longer. */
  readonly signal: AbortSignal;
  /** Whether the request has a key, so that another attempt may come for the same execution. */
  readonly mayBeRepeated: boolean;
}

/**
 * Runs an admitted version while its caller waits. A sandbox that did not start leaves no execution behind; every other outcome is
 * in the audit log and stored before it is answered, an unknown one too.
 */
export function makeExecuteAtOnce(deps: ExecuteAtOnceDeps) {
  const { executor, takeTurn, clock } = deps;
  const quarantineRefused = makeQuarantineRefused(deps);

  /** Whoever finds a kept outcome takes it for one that has its event. Where nobody will, both are written at the same time. */
  const keep = async (caller: AgentId, kept: KeptExecution, mayBeRepeated: boolean): Promise<ExecutionAnswer> => {
    const leaving = leaveExecution(deps.leaveTrail, caller, kept.answer);
    if (mayBeRepeated) await leaving;
    const [answer] = await Promise.all([keepExecution(deps, caller, kept), leaving]);
    return answer;
  };

  return async function executeAtOnce(
    caller: AgentId,
    executionId: ExecutionId,
    admission: Admission,
    { inputJson, timeoutMs, tier, signal, mayBeRepeated }: PlanAtOnce,
  ): Promise<ExecutionAnswer> {
    const { record, schemas } = admission;
    if ((await takeTurn(tier, patienceMs)) === 'exhausted') throw executionRateLimited();
    const started = { executionId, version: record, tier, startedAt: clock.now().toISOString() };
    const request = executorRequest({ ...record, ...admission }, { executionId, inputJson, timeoutMs });
    const result = await executor.execute(request, { tier, signal });
    if (result.outcome === 'not-started') {
      if (result.refusedByRuntime) throw await quarantineRefused(caller, record, result.refusedByRuntime);
      if (result.isRateLimited) throw executionRateLimited();
      throw executionNotStarted(result.isUnavailable ? noSuchTier : 'No sandbox was free.', result.reason);
    }
    const finishedAt = clock.now().toISOString();
    if (result.outcome === 'unknown') {
      await keep(caller, unknownExecution(started, finishedAt), mayBeRepeated);
      throw outcomeUnknown(executionId, result.reason);
    }
    const settling = { outputKey: `outputs/${executionId}.json`, returns: schemas.returns, finishedAt };
    return keep(caller, await settleExecution(deps, started, result.execution, settling), mayBeRepeated);
  };
}
