import { limits } from '@dtr/contracts';
import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import type { AgentId, ExecutionId, ToolId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExecutionRecord, ExecutionRepository } from '../../ports/execution-repository.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import { keepText, readText } from './keep-text.ts';
import type { LargeOutput } from './settle-output.ts';

const dayMs = 86_400_000;

export interface ExecutionRecordDeps {
  readonly executions: ExecutionRepository;
  readonly outputs: OutputStore;
  readonly clock: Clock;
}

/** The answer as it is kept: without a link, which would be dead after an hour. */
export interface KeptExecution {
  readonly answer: ExecutionAnswer;
  readonly largeOutput?: LargeOutput;
}

/** The outcome as its caller may read it, ready to be written: a long text has its place already, under `key`. */
export async function executionRecord(
  { outputs, clock }: Omit<ExecutionRecordDeps, 'executions'>,
  caller: AgentId,
  kept: KeptExecution,
  key: string,
): Promise<ExecutionRecord> {
  const body = await keepText(outputs, key, JSON.stringify(kept));
  const expiresAt = new Date(clock.now().getTime() + limits.executionDays * dayMs).toISOString();
  const { executionId, toolId, startedAt } = kept.answer;
  return { executionId: executionId as ExecutionId, caller, toolId: toolId as ToolId, startedAt, expiresAt, body };
}

/** Stores the outcome for its caller and gives the answer with a link, where there is one to give. */
export async function keepExecution(
  deps: ExecutionRecordDeps,
  caller: AgentId,
  kept: KeptExecution,
): Promise<ExecutionAnswer> {
  await deps.executions.put(await executionRecord(deps, caller, kept, `executions/${kept.answer.executionId}.json`));
  return withLink(deps, kept);
}

/** The stored answer with a fresh link; `undefined` when absent, expired or another's. */
export async function recallExecution(
  deps: ExecutionRecordDeps,
  caller: AgentId,
  executionId: ExecutionId,
): Promise<ExecutionAnswer | undefined> {
  const record = await deps.executions.find(executionId);
  if (record === undefined || record.caller !== caller) return undefined;
  if (Date.parse(record.expiresAt) <= deps.clock.now().getTime()) return undefined;
  return withLink(deps, JSON.parse(await readText(deps.outputs, record.body)));
}

async function withLink(
  { outputs }: ExecutionRecordDeps,
  { answer, largeOutput }: KeptExecution,
): Promise<ExecutionAnswer> {
  if (largeOutput === undefined) return answer;
  const { outputKey, bytes } = largeOutput;
  return { ...answer, outputLink: { ...(await outputs.link(outputKey, limits.outputLinkSeconds)), bytes } };
}
