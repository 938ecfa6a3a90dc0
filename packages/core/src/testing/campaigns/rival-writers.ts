import { AppError } from '../../domain/app-error.ts';
import { type CampaignWorld, freshAgent, freshDraft, freshProcess } from './campaign-world.ts';

export interface RivalReport {
  readonly writers: number;
  readonly rounds: number;
  /** Versions that were answered as written, in order; each should be there once. */
  readonly wonVersions: readonly number[];
  /** The tool's history, oldest first; should be 1, 2, 3, … without a gap. */
  readonly history: readonly number[];
  /** Versions whose definition is not the one that its winner sent. */
  readonly foreignVersions: number;
  /** Refusals that were not about the precondition or a conflict. */
  readonly otherErrors: readonly string[];
}

/** In each round all writers read the same state and write at once; of them exactly one may win. */
export async function raceWriters(
  { ports }: CampaignWorld,
  { writers, rounds }: { readonly writers: number; readonly rounds: number },
): Promise<RivalReport> {
  const agent = freshAgent();
  const { createTool, getTool, updateTool, listToolVersions } = freshProcess(ports);
  const { toolId, name } = (await createTool(agent, freshDraft())).tool;
  const won = new Map<number, string>();
  const wonVersions: number[] = [];
  const otherErrors: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { etag } = await getTool(agent, toolId);
    const write = async () => {
      const { tool } = await updateTool(agent, toolId, [etag], { ...freshDraft(), name });
      wonVersions.push(tool.version);
      won.set(tool.version, tool.digest);
    };
    const outcomes = await Promise.allSettled(Array.from({ length: writers }, write));
    otherErrors.push(
      ...outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? unexpected(outcome.reason) : [])),
    );
  }
  const { items } = await listToolVersions(agent, toolId, { limit: 100 });
  const foreign = items.filter(({ version, digest }) => version > 1 && won.get(version) !== digest);
  return {
    writers,
    rounds,
    wonVersions: wonVersions.sort((left, right) => left - right),
    history: items.map(({ version }) => version).reverse(),
    foreignVersions: foreign.length,
    otherErrors,
  };
}

function unexpected(reason: unknown): readonly string[] {
  const isExpected = reason instanceof AppError && ['tool.precondition_failed', 'tool.conflict'].includes(reason.code);
  return isExpected ? [] : [String(reason)];
}
