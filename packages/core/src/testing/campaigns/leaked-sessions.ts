import { sandboxSessionName } from '../../domain/execution/session-name.ts';
import type { ExecutionId } from '../../domain/ids.ts';
import { makeWorkerUseCases, type Ports, type WorkerPorts } from '../../make-use-cases.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ToolExecutor } from '../../ports/tool-executor.ts';
import { newUlid, planner, testSettings } from '../builders.ts';
import type { MemorySandboxSessions } from '../memory/memory-sandbox-sessions.ts';
import { finishedWith } from '../memory/scripted-executor.ts';
import { type CampaignWorld, freshDraft, freshProcess } from './campaign-world.ts';
import { interruptedProcess } from './interruptible-ports.ts';
import { anInterruption } from './killed-creations.ts';

/** More calls than an execution makes: some go through. */
const calls = 12;
/** Added to the code's own time before a session is nobody's. */
const marginSeconds = 60;

export interface LeakReport {
  readonly executions: number;
  /** Sessions that nobody was left to stop. */
  readonly leaked: number;
  /** Stopped by a sweep although their time was not over. */
  readonly stoppedEarly: number;
  readonly aliveAfterSweep: number;
}

export interface SessionWorld extends Pick<CampaignWorld, 'clock' | 'random'> {
  /** Their validator asks for tier `microvm`. */
  readonly ports: Ports & WorkerPorts & { readonly sessions: MemorySandboxSessions };
}

/** Kills processes at random calls while they have a sandbox session, then sweeps once. */
export async function leakSessions({ ports, clock, random }: SessionWorld, executions: number): Promise<LeakReport> {
  const { toolId } = (
    await freshProcess({ ...ports, executor: sessionExecutor(ports, clock) }).createTool(planner, freshDraft())
  ).tool;
  const { sweep } = makeWorkerUseCases(ports, testSettings);
  const alive = async () => (await ports.sessions.list()).length;
  for (let count = 0; count < executions; count += 1) {
    const process = interruptedProcess(ports, anInterruption(random, calls));
    const { executeTool } = freshProcess({ ...process.ports, executor: sessionExecutor(process.ports, clock) });
    await Promise.race([executeTool(planner, toolId, { input: {} }).catch(() => undefined), process.death]);
  }
  const leaked = await alive();
  await sweep();
  const stoppedEarly = leaked - (await alive());
  clock.advance(1_000 * (10 + marginSeconds + 1));
  await sweep();
  return { executions, leaked, stoppedEarly, aliveAfterSweep: await alive() };
}

/** Starts a session, runs in it and stops it, as an executor of the `microvm` tier does. */
function sessionExecutor({ sessions }: SessionWorld['ports'], clock: Clock): ToolExecutor {
  return {
    async execute({ executionId, inputJson, limits }) {
      const endsAt = Math.ceil((clock.now().getTime() + limits.timeoutMs) / 1_000) + marginSeconds;
      const name = sandboxSessionName(executionId as ExecutionId, endsAt);
      const sessionId = newUlid();
      await sessions.start({ sessionId, name, createdAt: clock.now().toISOString() });
      // Stands for the call that runs the code: the process may die before, in and after it.
      await sessions.list();
      await sessions.stop(sessionId);
      return finishedWith({ outputJson: inputJson });
    },
  };
}
