import type { ToolDraft } from '@dtr/contracts';
import { AppError } from '../../domain/app-error.ts';
import type { AgentId } from '../../domain/ids.ts';
import { digestOf } from '../../domain/tool/definition.ts';
import type { Ports } from '../../make-use-cases.ts';
import { type CampaignWorld, freshAgent, freshDraft, freshProcess } from './campaign-world.ts';
import { interruptedProcess } from './interruptible-ports.ts';
import { anInterruption } from './killed-creations.ts';

/** More calls than a change makes: some changes go through, which readers must see as well. */
const calls = 16;

export interface ChangeReport {
  readonly rounds: number;
  /** Changes whose caller got no answer. */
  readonly interrupted: number;
  /** States that were neither the old nor the new one. */
  readonly mixedStates: number;
  /** Changes that could not be made after the interruption. */
  readonly stuck: number;
}

interface Target {
  readonly agent: AgentId;
  readonly toolId: string;
  readonly etag: string;
  readonly old: ToolDraft;
  /** Absent: the tool is to be deleted. */
  readonly wanted?: ToolDraft;
}

/** Kills updates and deletions at random calls and reads after each: the old state or the new one, whole, and never stuck in it. */
export async function killChanges({ ports, random }: CampaignWorld, rounds: number): Promise<ChangeReport> {
  const counts = { interrupted: 0, mixedStates: 0, stuck: 0 };
  for (let count = 0; count < rounds; count += 1) {
    const agent = freshAgent();
    const old = freshDraft();
    const { tool, etag } = await freshProcess(ports).createTool(agent, old);
    const wanted = random() < 0.6 ? freshDraft() : undefined;
    const target: Target = { agent, toolId: tool.toolId, etag, old, ...(wanted && { wanted }) };
    const process = interruptedProcess(ports, anInterruption(random, calls));
    const changed = change(process.ports, target).then(
      () => 'done',
      () => 'interrupted',
    );
    if ((await Promise.race([changed, process.death])) !== 'done') counts.interrupted += 1;
    if (!(await isOldOrNew(ports, target))) counts.mixedStates += 1;
    if (!(await finishes(ports, target))) counts.stuck += 1;
  }
  return { rounds, ...counts };
}

async function change(ports: Ports, { agent, toolId, etag, wanted }: Target): Promise<void> {
  const { updateTool, deleteTool } = freshProcess(ports);
  await (wanted ? updateTool(agent, toolId, [etag], wanted) : deleteTool(agent, toolId, [etag]));
}

async function isOldOrNew(ports: Ports, target: Target): Promise<boolean> {
  const state = await read(ports, target);
  if (state === 'absent') return target.wanted === undefined && (await areClaimsFree(ports, target));
  const { name, digest, version, history } = state;
  const shows = (draft: ToolDraft, number: number) =>
    name === draft.name && digest === digestOf(draft) && version === number && history === number;
  return shows(target.old, 1) || (target.wanted !== undefined && shows(target.wanted, 2));
}

/** Whoever repeats the change against what is there now gets it. */
async function finishes(ports: Ports, target: Target): Promise<boolean> {
  const state = await read(ports, target);
  if (state === 'absent') return target.wanted === undefined;
  await change(ports, { ...target, etag: state.etag });
  const after = await read(ports, target);
  return target.wanted ? after !== 'absent' && after.digest === digestOf(target.wanted) : after === 'absent';
}

async function read(ports: Ports, { agent, toolId }: Target) {
  const { getTool, listToolVersions } = freshProcess(ports);
  try {
    const { tool, etag } = await getTool(agent, toolId);
    const { items } = await listToolVersions(agent, toolId, { limit: 100 });
    return { etag, name: tool.name, digest: tool.digest, version: tool.version, history: items.length };
  } catch (error) {
    if (error instanceof AppError && error.code === 'tool.not_found') return 'absent';
    throw error;
  }
}

async function areClaimsFree({ tools }: Ports, { agent, old }: Target): Promise<boolean> {
  const claims = await Promise.all([tools.findByName(agent, old.name), tools.findByDefinition(agent, digestOf(old))]);
  return claims.every((claim) => claim === undefined);
}
