import type { Tool, ToolDraft } from '@dtr/contracts';
import type { AgentId } from '../../domain/ids.ts';
import { digestOf } from '../../domain/tool/definition.ts';
import type { Ports } from '../../make-use-cases.ts';
import { makeSweepArtifacts } from '../../use-cases/sweep-artifacts.ts';
import { type CampaignWorld, freshAgent, freshDraft, freshProcess, oneOf } from './campaign-world.ts';
import { type Interruption, interruptedProcess } from './interruptible-ports.ts';

const leaseIsOverMs = 36_000;
const sweepableMs = 2 * 3_600_000;

/** What went wrong; all zero when nothing did. */
export interface CreationReport {
  readonly rounds: number;
  readonly interrupted: number;
  readonly abandoned: number;
  readonly readableWithoutArtifact: number;
  readonly duplicates: number;
  readonly otherToolIds: number;
  readonly announcementsMissing: number;
  readonly lastingOrphans: number;
}

interface Round {
  readonly agent: AgentId;
  readonly draft: ToolDraft;
  readonly isAbandoned: boolean;
}

/**
 * Kills keyed creations at random calls, repeats most of them with the same key, sweeps, and counts what no reader may ever see:
 * tools without artifact, second tools, other ids, unannounced tools, artifacts of nobody.
 */
export async function killCreations(world: CampaignWorld, rounds: number): Promise<CreationReport> {
  const { ports, clock, random } = world;
  const counts = {
    interrupted: 0,
    abandoned: 0,
    readableWithoutArtifact: 0,
    duplicates: 0,
    otherToolIds: 0,
    announcementsMissing: 0,
  };
  const calls = await countCalls(ports);
  const played: Round[] = [];
  for (let count = 0; count < rounds; count += 1) {
    const round: Round = { agent: freshAgent(), draft: freshDraft(), isAbandoned: random() < 0.2 };
    played.push(round);
    for (let kills = random() < 0.3 ? 2 : 1; kills > 0; kills -= 1) {
      if ((await createOnce(ports, round, anInterruption(random, calls))) === 'interrupted') counts.interrupted += 1;
      counts.readableWithoutArtifact += await unreadable(ports, round);
      clock.advance(leaseIsOverMs);
    }
    if (round.isAbandoned) counts.abandoned += 1;
    else await repeat(ports, round, counts);
  }
  clock.advance(sweepableMs);
  await makeSweepArtifacts(ports)();
  for (const round of played) counts.readableWithoutArtifact += await unreadable(ports, round);
  return { rounds, ...counts, lastingOrphans: await countOrphans(ports, played) };
}

/** Repeated with the same key, twice: a creation, then its replay. Both must name the one tool there is. */
async function repeat(
  ports: Ports,
  round: Round,
  counts: { duplicates: number; otherToolIds: number; announcementsMissing: number; readableWithoutArtifact: number },
): Promise<void> {
  const first = await createOnce(ports, round);
  const second = await createOnce(ports, round);
  const listed = await toolsOf(ports, round);
  counts.duplicates += Math.max(0, listed.length - 1);
  const [toolId] = listed;
  if (toolId === undefined || first !== toolId || second !== toolId) counts.otherToolIds += 1;
  counts.readableWithoutArtifact += await unreadable(ports, round);
  if (toolId !== undefined && !(await isAnnounced(ports, toolId))) counts.announcementsMissing += 1;
}

/** The id that was answered, or that there was no answer. */
async function createOnce(ports: Ports, { agent, draft }: Round, plan?: Interruption): Promise<string> {
  const process = interruptedProcess(ports, plan);
  const { createTool, withIdempotency } = freshProcess(process.ports);
  const answered = withIdempotency({ agent, key: draft.name, fingerprint: draft.name }, async (attempt) => {
    const { tool, outcome } = await createTool(agent, draft, attempt);
    return { status: outcome === 'created' ? 201 : 200, headers: {}, body: JSON.stringify(tool) };
  });
  const body = answered.then(({ answer }) =>
    answer.status === 201 ? (JSON.parse(answer.body) as Tool).toolId : 'reused',
  );
  return Promise.race([
    plan === undefined ? body : body.catch(() => 'interrupted'),
    process.death.then(() => 'interrupted'),
  ]);
}

async function countCalls(ports: Ports): Promise<number> {
  const process = interruptedProcess(ports, undefined);
  const agent = freshAgent();
  const draft = freshDraft();
  const { createTool, withIdempotency } = freshProcess(process.ports);
  await withIdempotency({ agent, key: draft.name, fingerprint: '' }, async (attempt) => {
    await createTool(agent, draft, attempt);
    return { status: 201, headers: {}, body: '' };
  });
  return process.calls();
}

export function anInterruption(random: () => number, calls: number): Interruption {
  return {
    at: 1 + Math.floor(random() * calls),
    moment: oneOf(random, ['before', 'after']),
    how: oneOf(random, ['dies', 'throws']),
  };
}

/** From the catalogue itself: indexes may lag. */
async function toolsOf({ tools }: Ports, { agent, draft }: Round): Promise<readonly string[]> {
  const found = await Promise.all([
    tools.findByName(agent, draft.name),
    tools.findByDefinition(agent, digestOf(draft)),
  ]);
  return [...new Set(found.filter((toolId) => toolId !== undefined))];
}

/** Tools that are there and cannot be read whole by a process that has read nothing before. */
async function unreadable(ports: Ports, round: Round): Promise<number> {
  const { getTool } = freshProcess(ports);
  const reads = (await toolsOf(ports, round)).map((toolId) =>
    getTool(round.agent, toolId).then(
      () => 0,
      () => 1,
    ),
  );
  return (await Promise.all(reads)).reduce<number>((sum, failed) => sum + failed, 0);
}

async function isAnnounced({ outbox }: Ports, toolId: string): Promise<boolean> {
  // The entry's id is made after the tool's, by the same source.
  const entries = await outbox.list({ after: toolId.slice('tool-'.length, -16), limit: 100_000 });
  return entries.filter((entry) => entry.kind === 'tool.created' && entry.toolId === toolId).length === 1;
}

async function countOrphans(ports: Ports, played: readonly Round[]): Promise<number> {
  let orphans = 0;
  for (const round of played) {
    const isStored = (await ports.artifacts.find(digestOf(round.draft))) !== undefined;
    if (isStored && (await toolsOf(ports, round)).length === 0) orphans += 1;
  }
  return orphans;
}
