import type { RunJobMessage, ToolDraft, WorkerMessage } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { makeUseCases, makeWorkerUseCases, type Ports, type WorkerPorts } from '../make-use-cases.ts';
import type { ExecutePreference } from '../use-cases/execute-tool.ts';
import type { JobDelivery, JobReport } from '../use-cases/run-job.ts';
import { aToolDraft, planner, testSettings } from './builders.ts';
import { createMemoryPorts } from './memory/memory-ports.ts';
import { createMemoryWorkQueue } from './memory/memory-trail.ts';
import { createTestClock } from './memory/test-clock.ts';

/** A tool, a queue and a worker over a world in memory. */
export async function createJobWorld(given: Partial<Ports & WorkerPorts> = {}, draft: Partial<ToolDraft> = {}) {
  const clock = createTestClock();
  const queue = createMemoryWorkQueue();
  const ports = { ...createMemoryPorts({ clock, ...given }), queue };
  const useCases = makeUseCases(ports, testSettings);
  const worker = makeWorkerUseCases(ports, testSettings);
  const { tool } = await useCases.createTool(planner, aToolDraft(draft));
  const { toolId } = tool;

  const submit = async (
    input = {},
    preference: ExecutePreference = { respondAsync: true },
    caller: AgentId = planner,
  ) => {
    const executed = await useCases.executeTool(caller, toolId, { input }, { preference });
    if (executed.kind === 'result') throw new Error('It was answered at once.');
    return executed.job;
  };

  const hidden: number[] = [];
  const delivery: JobDelivery = { hide: async (seconds) => void hidden.push(seconds) };
  const runJob = (jobId: string, agent: AgentId = planner): Promise<JobReport> =>
    worker.runJob({ agent, jobId }, delivery);

  return { clock, ports, ...useCases, worker, tool, toolId, submit, runJob, hidden };
}

export function isRunJob(message: WorkerMessage): message is RunJobMessage {
  return message.kind === 'job.run';
}
