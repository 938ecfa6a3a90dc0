import type { SandboxTier, SchemaDocument } from '@dtr/contracts';
import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import type { ExecutionId } from '../../domain/ids.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { FinishedExecution } from '../../ports/tool-executor.ts';
import type { KeptExecution } from './execution-records.ts';
import { type SettleOutputDeps, settleOutput } from './settle-output.ts';

/** An execution whose code was given to a sandbox. */
export interface StartedExecution {
  readonly executionId: ExecutionId;
  readonly version: Pick<ToolRecord, 'toolId' | 'version' | 'digest'>;
  readonly tier: SandboxTier;
  readonly startedAt: string;
}

/** What is answered and kept of code that ended. `outputKey` is where an output goes that is too large for an answer. */
export async function settleExecution(
  deps: SettleOutputDeps,
  started: StartedExecution,
  execution: FinishedExecution,
  { outputKey, returns, finishedAt }: Settling,
): Promise<KeptExecution> {
  const { status, logs, engine, usage } = execution;
  const { largeOutput, ...output } = await settleOutput(deps, outputKey, execution, returns);
  const sandbox = { tier: started.tier, engine };
  const answer = { ...headOf(started, finishedAt), ...output, status, logs, usage, sandbox };
  return { answer, ...(largeOutput && { largeOutput }) };
}

interface Settling {
  readonly outputKey: string;
  readonly returns: SchemaDocument | undefined;
  readonly finishedAt: string;
}

/** What is answered and kept of code that nothing more was heard of. */
export function unknownExecution(started: StartedExecution, finishedAt: string): KeptExecution {
  const answer: ExecutionAnswer = {
    ...headOf(started, finishedAt),
    status: 'unknown',
    outputJson: 'null',
    outputStatus: 'none',
    error: { type: 'OutcomeUnknown', message: 'The execution was started; its outcome is not known.' },
    logs: { stdout: '', stderr: '', truncated: false },
    sandbox: { tier: started.tier, engine: 'unknown' },
    usage: { durationMs: 0, startMs: 0 },
  };
  return { answer };
}

function headOf(
  { executionId, version: { toolId, version, digest }, startedAt }: StartedExecution,
  finishedAt: string,
) {
  return { executionId, toolId, version, digest, startedAt, finishedAt };
}
