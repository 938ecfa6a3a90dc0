import type { AgentId, JobId } from '../../domain/ids.ts';
import type { JobKey } from '../../ports/job-repository.ts';
import { newUlid } from '../builders.ts';
import { freshAgent, freshDraft, freshProcess, oneOf } from './campaign-world.ts';
import type { DeliveryWorld } from './delivered-jobs.ts';

const agents = 5;

export interface SubmittedJob extends JobKey {
  /** Stands in the input, and so in the result. */
  readonly mark: string;
  /** Whether its code may run again although it may have run. */
  readonly mayRepeat: boolean;
}

/** Jobs of some agents with tools of both tiers. The validator of the world puts code that says `microvm` into that tier. */
export async function submitJobs({ ports, random }: DeliveryWorld, count: number) {
  const useCases = freshProcess(ports);
  const callers = await Promise.all(Array.from({ length: agents }, () => callerWithTools(useCases)));
  const jobs: SubmittedJob[] = [];
  const byExecution = new Map<string, SubmittedJob>();
  for (let index = 0; index < count; index += 1) {
    const { caller, tools } = oneOf(random, callers as [Caller, ...Caller[]]);
    const { toolId, mayRepeat } = oneOf(random, tools);
    const mark = newUlid();
    const preference = { respondAsync: true };
    const executed = await useCases.executeTool(caller, toolId, { input: { text: mark } }, { preference });
    if (executed.kind === 'result') throw new Error('The execution was not made a job.');
    const entry = { caller, jobId: executed.job.jobId as JobId, mark, mayRepeat };
    jobs.push(entry);
    byExecution.set(executed.job.executionId ?? '', entry);
  }
  const cancelOne = async () => {
    const entry = jobs[Math.floor(random() * jobs.length)];
    if (entry !== undefined) await useCases.cancelJob(entry.caller, entry.jobId).catch(() => undefined);
  };
  return { jobs, byExecution, cancelOne };
}

interface Caller {
  readonly caller: AgentId;
  readonly tools: readonly [CampaignTool, ...CampaignTool[]];
}

interface CampaignTool {
  readonly toolId: string;
  readonly mayRepeat: boolean;
}

async function callerWithTools({ createTool }: ReturnType<typeof freshProcess>): Promise<Caller> {
  const caller = freshAgent();
  const make = async (tier: string, idempotentHint: boolean): Promise<CampaignTool> => {
    const draft = freshDraft();
    const { tool } = await createTool(caller, {
      ...draft,
      code: `// ${tier}\n${draft.code}`,
      annotations: { idempotentHint },
    });
    return { toolId: tool.toolId, mayRepeat: tier === 'wasm' || idempotentHint };
  };
  return { caller, tools: [await make('wasm', false), await make('microvm', true), await make('microvm', false)] };
}
