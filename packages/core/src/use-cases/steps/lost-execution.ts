import type { SandboxTier } from '@dtr/contracts';
import type { JobRecord } from '../../domain/job/job-record.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import type { KeptExecution } from './execution-records.ts';
import { unknownExecution } from './settle-execution.ts';

/** Code that an attempt gave away and nobody heard of again. */
export interface LostExecution {
  readonly execution: KeptExecution;
  readonly mayRunAgain: boolean;
}

/** What an attempt before this one has left behind; whether the tool may still be run does not matter for that. */
export function makeFindLostExecution({ tools, clock }: { readonly tools: ToolRepository; readonly clock: Clock }) {
  return async function findLostExecution(job: JobRecord): Promise<LostExecution | undefined> {
    const { handedTo, executionId, order } = job;
    if (handedTo === undefined) return undefined;
    const latest = await tools.find(order.toolId);
    const version = latest?.version === order.version ? latest : await tools.findVersion(order.toolId, order.version);
    if (version === undefined)
      throw new Error(`Tool ${order.toolId} has no version ${order.version} although a job ran it.`);
    const startedAt = job.startedAt ?? job.createdAt;
    const execution = unknownExecution({ executionId, version, tier: handedTo, startedAt }, clock.now().toISOString());
    return { execution, mayRunAgain: mayRunAgain(handedTo, version) };
  };
}

/** Code has no effect outside a sandbox of tier `wasm`; elsewhere only its author knows whether twice is once too often. */
export function mayRunAgain(tier: SandboxTier, { annotations }: Pick<ToolRecord, 'annotations'>): boolean {
  return tier === 'wasm' || annotations.idempotentHint === true;
}
