import type { AgentId, Digest, JobId, JobKey, KeyId, Lane, ToolClaim, ToolId } from '@dtr/core';

/** Where every item of the table lives. Ids, digests and agent names hold no `#`. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export const headKey = (toolId: ToolId): ItemKey => ({ pk: `TOOL#${toolId}`, sk: 'HEAD' });
/** Padded so that versions sort as numbers. */
export const versionKey = (toolId: ToolId, version: number): ItemKey => ({
  pk: `TOOL#${toolId}`,
  sk: `VERSION#${String(version).padStart(10, '0')}`,
});
export const artifactKey = (digest: Digest): ItemKey => ({ pk: `ARTIFACT#${digest}`, sk: 'STATE' });
export const sharedClaims = (digest: Digest) => `SHARED#${digest}`;
export const outboxPartition = 'OUTBOX';
export const outboxKey = (entryId: string): ItemKey => ({ pk: outboxPartition, sk: entryId });
export const executionKey = (executionId: string): ItemKey => ({ pk: `EXECUTION#${executionId}`, sk: 'RESULT' });
export const agentPartition = (agent: AgentId) => `AGENT#${agent}`;
export const idempotencyKey = (agent: AgentId, key: string): ItemKey => ({
  pk: agentPartition(agent),
  sk: `IDEMPOTENCY#${key}`,
});
export const jobPrefix = 'JOB#';
/** A caller's jobs in the order of their ids, which is that of their making. */
export const jobKey = ({ caller, jobId }: JobKey): ItemKey => ({
  pk: agentPartition(caller),
  sk: `${jobPrefix}${jobId}`,
});
/** A partition for each window, so that no partition takes the writes of more than one. */
export const windowKey = (name: string, startsAtMs: number): ItemKey => ({
  pk: `WINDOW#${name}#${startsAtMs}`,
  sk: 'COUNT',
});

/** Agents that come with keys, by name. */
export const agentRecordsPartition = 'AGENTS';
export const agentRecordKey = (name: string): ItemKey => ({ pk: agentRecordsPartition, sk: name });
/** By the beginning of the key's hash. */
export const keyKey = (keyId: KeyId): ItemKey => ({ pk: `KEY#${keyId.slice('key-'.length)}`, sk: 'KEY' });

export const policyRegisterKey: ItemKey = { pk: 'POLICIES', sk: 'REGISTER' };
/** A partition for each chain: by UTC day, so that none grows for ever, and by lane, so that they take their writes apart. */
const chainPartition = ({ day, lane }: Lane) => `AUDIT#${day}#${String(lane).padStart(2, '0')}`;
/** Ids of events begin with a digit: the head comes after all of them. */
const headSort = 'HEAD';
export const auditKey = (lane: Lane, eventId: string): ItemKey => ({ pk: chainPartition(lane), sk: eventId });
export const laneHeadKey = (lane: Lane): ItemKey => ({ pk: chainPartition(lane), sk: headSort });

/** Index partitions. */
export const ownerListing = (owner: AgentId) => `OWNER#${owner}`;
export const sharedListing = 'SHARED';
/** Executions of one tool, beside the shared tools: the index of owners holds tools and nothing else. */
export const runListing = (toolId: ToolId) => `RUNS#${toolId}`;
/**
 * Jobs that have not ended, by when somebody has to look after them. A job is written there four times in its life, and a partition
 * takes 1,000 writes/s (DynamoDB quota): eight of them, nearly even, let 1,600 jobs/s through.
 */
export const dueListings: readonly string[] = Array.from({ length: 8 }, (_, index) => `DUE#${index}`);
export const dueListing = (jobId: JobId) => `DUE#${jobId.charCodeAt(jobId.length - 1) % dueListings.length}`;

export function claimKey(claim: ToolClaim): ItemKey {
  if (claim.kind === 'name') return { pk: `OWNER#${claim.owner}`, sk: `NAME#${claim.name}` };
  if (claim.kind === 'definition') return { pk: `OWNER#${claim.owner}`, sk: `DEFINITION#${claim.digest}` };
  return { pk: sharedClaims(claim.digest), sk: claim.toolId };
}
