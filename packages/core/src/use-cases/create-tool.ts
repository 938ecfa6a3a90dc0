import type { Tool, ToolDraft, ToolRegistration } from '@dtr/contracts';
import { type AgentId, type Digest, type ToolId, toolIdOf } from '../domain/ids.ts';
import { checkSizes } from '../domain/tool/check-sizes.ts';
import { type DraftParts, partsOf } from '../domain/tool/draft-parts.ts';
import { etagOf } from '../domain/tool/etag.ts';
import { nameTaken, policyViolation, toolConflict, toolNotFound, toolQuarantined } from '../domain/tool/refusals.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import { toTool } from '../domain/tool/tool-view.ts';
import type { ToolRepository, WriteOutcome } from '../ports/tool-repository.ts';
import { type ApproveDraftDeps, makeApproveDraft } from './steps/approve-draft.ts';
import { judgedRecord } from './steps/judged-tool.ts';
import { type KeepArtifactDeps, makeKeepArtifact } from './steps/keep-artifact.ts';
import { leaveToolChange } from './steps/leave-tool-change.ts';
import type { PoliciesInForce } from './steps/policies-in-force.ts';
import type { ReadDefinition } from './steps/read-definition.ts';
import { firstRecord, outboxEntry } from './steps/tool-records.ts';
import type { Attempt } from './with-idempotency.ts';

export interface CreateToolDeps extends ApproveDraftDeps, KeepArtifactDeps {
  readonly tools: ToolRepository;
  readonly readDefinition: ReadDefinition;
  readonly policiesInForce: PoliciesInForce;
  /** What new versions start as: `disabled` where the deployment has no gateway. */
  readonly registration: ToolRegistration;
}

export interface CreatedTool {
  readonly tool: Tool;
  readonly etag: string;
  /** `reused`: this very definition was there already, yours or shared. Its own name and metadata stand. */
  readonly outcome: 'created' | 'reused';
}

export type CreateTool = ReturnType<typeof makeCreateTool>;

/**
 * Stores a tool under its digest and announces it. Order: reuse, name, approval, bytes, trail, then all rows with the outbox entry in one
 * transaction, so that a readable tool always has its artifact. An attempt with a seed that is repeated finds its own tool.
 */
export function makeCreateTool(deps: CreateToolDeps) {
  const { tools, clock, newUlid, registration } = deps;
  const approveDraft = makeApproveDraft(deps);
  const keepArtifact = makeKeepArtifact(deps);
  const reuse = makeReuse(deps);

  return async function createTool(owner: AgentId, draft: ToolDraft, attempt?: Attempt): Promise<CreatedTool> {
    const parts = partsOf(draft);
    checkSizes(parts);
    const toolId = toolIdOf(attempt?.seed ?? newUlid());
    const mine = attempt?.isRetry ? await tools.find(toolId) : undefined;
    if (mine !== undefined) return createdBefore(deps, mine);
    const known = await findKnown(tools, owner, parts);
    if (known !== undefined) return reuse(owner, known, parts);
    const approval = await approveDraft(parts, { agent: owner, during: 'create', toolId });
    await keepArtifact(parts.digest, parts.artifact);
    const record = firstRecord(parts, approval, { toolId, owner, now: clock.now(), registration });
    await leaveToolChange(deps.leaveTrail, 'tool.created', record);
    const outcome = await tools.add(record, outboxEntry('tool.created', record, newUlid()));
    return settle({ ...deps, reuse }, outcome, record, parts);
  };
}

/** The definition's tool, if the caller has or sees one. Throws when the name is in the way. */
async function findKnown(tools: ToolRepository, owner: AgentId, { digest, metadata }: DraftParts) {
  const [own, shared, sameName] = await Promise.all([
    tools.findByDefinition(owner, digest),
    tools.findShared(digest),
    tools.findByName(owner, metadata.name),
  ]);
  const known = (await findCurrent(tools, own, digest)) ?? (await findCurrent(tools, shared, digest));
  if (known?.owner === owner && known.status === 'quarantined') throw toolQuarantined(known, owner);
  if (known?.status === 'active') return known;
  if (sameName !== undefined) throw nameTaken(metadata.name);
  return undefined;
}

/** A claim may have moved on between two reads: only a tool that still has the digest counts. */
async function findCurrent(tools: ToolRepository, toolId: ToolId | undefined, digest: Digest) {
  const record = toolId && (await tools.find(toolId));
  return record?.digest === digest && record.status !== 'deleted' ? record : undefined;
}

async function settle(
  deps: CreateToolDeps & { readonly reuse: Reuse },
  outcome: WriteOutcome,
  record: ToolRecord,
  parts: DraftParts,
): Promise<CreatedTool> {
  if (outcome === 'written') return created(record, parts);
  if (outcome === 'name-taken') throw nameTaken(record.name);
  if (outcome === 'stale') {
    const mine = await deps.tools.find(record.toolId);
    if (mine !== undefined) return createdBefore(deps, mine);
  }
  if (outcome === 'definition-taken') {
    const known = await findKnown(deps.tools, record.owner, parts);
    if (known !== undefined) return deps.reuse(record.owner, known, parts);
  }
  throw toolConflict();
}

/** An earlier attempt with the same seed got as far as the transaction. The tool may have moved on since. */
async function createdBefore({ readDefinition }: CreateToolDeps, record: ToolRecord): Promise<CreatedTool> {
  if (record.status === 'deleted') throw toolNotFound();
  return {
    tool: toTool(record, await readDefinition(record.digest), { reader: record.owner }),
    etag: etagOf(record),
    outcome: 'created',
  };
}

function created(record: ToolRecord, { definition }: DraftParts): CreatedTool {
  return { tool: toTool(record, definition, { reader: record.owner }), etag: etagOf(record), outcome: 'created' };
}

type Reuse = ReturnType<typeof makeReuse>;

/** Gives a tool that is there, judged first unless the agent's policy of today has done so: its own may be stricter than the owner's. */
function makeReuse({ giveVerdict, policiesInForce, readDefinition }: CreateToolDeps) {
  return async function reuse(agent: AgentId, record: ToolRecord, { definition }: DraftParts): Promise<CreatedTool> {
    if (record.validation.policy.digest !== (await policiesInForce.policyFor(agent)).digest) {
      const judged = await judgedRecord(readDefinition, record);
      const { report } = await giveVerdict(judged, { agent, during: 'reuse', toolId: record.toolId });
      if (report.verdict === 'rejected') throw policyViolation(report.policy.name, report.violations);
    }
    const tool = toTool(record, definition, { reader: agent, reused: true });
    return { tool, etag: etagOf(record), outcome: 'reused' };
  };
}
