import type { ToolVersionSummary } from '@dtr/contracts';
import type { Digest, ToolId } from '../../domain/ids.ts';
import { claimChanges, type ToolClaim } from '../../domain/tool/claims.ts';
import type { OutboxEntry, ToolOutboxEntry } from '../../domain/tool/outbox-entry.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { toSummary } from '../../domain/tool/tool-view.ts';
import type { ArtifactLedger } from '../../ports/artifact-ledger.ts';
import type { OutboxReader } from '../../ports/outbox-reader.ts';
import type { PolicyRepository } from '../../ports/policy-repository.ts';
import type { ToolListing, ToolRepository, WriteOutcome } from '../../ports/tool-repository.ts';
import type { ToolScan } from '../../ports/tool-scan.ts';
import { createMemoryPolicyRepository } from './memory-policies.ts';

interface ArtifactState {
  readonly isReferenced?: true;
  readonly heldUntil?: number;
  readonly removalUntil?: number;
}

interface CatalogueState {
  readonly heads: Map<ToolId, ToolRecord>;
  readonly versions: Map<string, ToolRecord>;
  readonly claims: Map<string, ToolId>;
  readonly artifacts: Map<Digest, ArtifactState>;
  readonly outbox: OutboxEntry[];
}

export interface MemoryCatalogue {
  readonly tools: ToolRepository;
  readonly scan: ToolScan;
  readonly policies: PolicyRepository;
  readonly ledger: ArtifactLedger;
  readonly outbox: OutboxReader;
}

/** The ports that share one table in production share one state here: a write touches all of it or nothing. */
export function createMemoryCatalogue(): MemoryCatalogue {
  const state: CatalogueState = {
    heads: new Map(),
    versions: new Map(),
    claims: new Map(),
    artifacts: new Map(),
    outbox: [],
  };
  return {
    tools: repositoryOver(state),
    scan: scanOver(state),
    policies: createMemoryPolicyRepository(state.outbox),
    ledger: ledgerOver(state),
    outbox: outboxOver(state),
  };
}

function repositoryOver(state: CatalogueState): ToolRepository {
  const { heads, versions, claims } = state;
  return {
    find: async (toolId) => heads.get(toolId),
    findVersion: async (toolId, version) => versions.get(`${toolId}/${version}`),
    findByName: async (owner, name) => claims.get(keyOf({ kind: 'name', owner, name })),
    findByDefinition: async (owner, digest) => claims.get(keyOf({ kind: 'definition', owner, digest })),
    async findShared(digest) {
      const sharing = [...heads.values()].filter(
        (record) => record.digest === digest && isListed(record, { shared: true }),
      );
      return sharing.map(({ toolId }) => toolId).sort()[0];
    },
    async list({ listing, before, limit }) {
      const listed = [...heads.values()].filter(
        (record) => isListed(record, listing) && (!before || record.toolId < before),
      );
      return listed
        .sort((left, right) => (left.toolId < right.toolId ? 1 : -1))
        .slice(0, limit)
        .map(toSummary);
    },
    async listVersions(toolId, { before = Number.POSITIVE_INFINITY, limit }) {
      const own = [...versions.values()].filter((record) => record.toolId === toolId && record.version < before);
      return own
        .sort((left, right) => right.version - left.version)
        .slice(0, limit)
        .map(toVersionSummary);
    },
    add: async (record, entry) => write(state, undefined, record, entry),
    replace: async ({ before, after }, entry) => write(state, before, after, entry),
  };
}

/** Pages of at most two, so that whoever scans has to page. */
function scanOver({ heads }: CatalogueState): ToolScan {
  return {
    async scan({ position = '', limit }) {
      const later = [...heads.values()].filter(({ toolId, status }) => status !== 'deleted' && toolId > position);
      const records = later.sort((left, right) => (left.toolId < right.toolId ? -1 : 1)).slice(0, Math.min(limit, 2));
      const items = records.map((record) => ({ record, position: record.toolId }));
      const last = items.at(-1);
      return { items, ...(later.length > items.length && last && { position: last.position }) };
    },
  };
}

function write(
  state: CatalogueState,
  before: ToolRecord | undefined,
  after: ToolRecord,
  entry: ToolOutboxEntry,
): WriteOutcome {
  const { heads, versions, claims, artifacts, outbox } = state;
  if (heads.get(after.toolId)?.revision !== before?.revision) return 'stale';
  const { added, removed } = claimChanges(before, after);
  const isTaken = (kind: ToolClaim['kind']) => added.some((claim) => claim.kind === kind && claims.has(keyOf(claim)));
  if (isTaken('definition')) return 'definition-taken';
  if (isTaken('name')) return 'name-taken';
  const isNewVersion = before?.version !== after.version;
  const removalUntil = artifacts.get(after.digest)?.removalUntil ?? 0;
  if (isNewVersion && removalUntil >= Date.parse(after.updatedAt)) return 'artifact-busy';

  for (const claim of removed) claims.delete(keyOf(claim));
  for (const claim of added) claims.set(keyOf(claim), after.toolId);
  heads.set(after.toolId, after);
  if (isNewVersion) versions.set(`${after.toolId}/${after.version}`, after);
  if (isNewVersion) artifacts.set(after.digest, { isReferenced: true });
  outbox.push(entry);
  return 'written';
}

function ledgerOver({ artifacts }: CatalogueState): ArtifactLedger {
  const isPast = (instant: number | undefined, now: Date) => instant === undefined || instant < now.getTime();
  return {
    async hold(digest, { now, until }) {
      const state = artifacts.get(digest) ?? {};
      if (!isPast(state.removalUntil, now)) return 'being-removed';
      artifacts.set(digest, { ...state, heldUntil: until.getTime() });
      return 'held';
    },
    async claimRemoval(digest, { now, until }) {
      const state = artifacts.get(digest) ?? {};
      const isFree = !state.isReferenced && isPast(state.heldUntil, now) && isPast(state.removalUntil, now);
      if (isFree) artifacts.set(digest, { removalUntil: until.getTime() });
      return isFree ? 'claimed' : 'in-use';
    },
    async endRemoval(digest, until) {
      const state = artifacts.get(digest);
      if (state?.removalUntil === until.getTime() && !state.isReferenced) artifacts.delete(digest);
    },
  };
}

function outboxOver({ outbox }: CatalogueState): OutboxReader {
  return {
    async list({ after = '', limit }) {
      const later = outbox.filter(({ entryId }) => entryId > after);
      return later.sort((left, right) => (left.entryId < right.entryId ? -1 : 1)).slice(0, limit);
    },
    async remove(entryIds) {
      const gone = new Set(entryIds);
      outbox.splice(0, outbox.length, ...outbox.filter(({ entryId }) => !gone.has(entryId)));
    },
  };
}

function isListed({ status, owner, visibility }: ToolRecord, listing: ToolListing): boolean {
  if (status === 'deleted') return false;
  return 'owner' in listing ? owner === listing.owner : visibility === 'shared';
}

function toVersionSummary({ toolId, version, digest, language, updatedAt }: ToolRecord): ToolVersionSummary {
  return { toolId, version, digest, language, createdAt: updatedAt };
}

function keyOf(claim: ToolClaim): string {
  return JSON.stringify(claim);
}
