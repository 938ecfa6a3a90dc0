import { limits } from '@dtr/contracts';
import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import type { AgentId, ExecutionId, ToolId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExecutionRepository } from '../../ports/execution-repository.ts';
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
interface KeptExecution {
  readonly answer: ExecutionAnswer;
  readonly largeOutput?: LargeOutput;
}

/** Stores the outcome for its caller and gives the answer with a link, where there is one to give. */
export async function keepExecution(
  deps: ExecutionRecordDeps,
  caller: AgentId,
  answer: ExecutionAnswer & { readonly executionId: string },
  largeOutput?: LargeOutput,
): Promise<ExecutionAnswer> {
  const kept: KeptExecution = { answer, ...(largeOutput && { largeOutput }) };
  const executionId = answer.executionId as ExecutionId;
  const body = await keepText(deps.outputs, `executions/${executionId}.json`, JSON.stringify(kept));
  const expiresAt = new Date(deps.clock.now().getTime() + limits.executionDays * dayMs).toISOString();
  const { toolId, startedAt } = answer;
  await deps.executions.put({ executionId, caller, toolId: toolId as ToolId, startedAt, expiresAt, body });
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
