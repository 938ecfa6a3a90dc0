import type { ToolDraft, ToolRegistration } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json/canonical-json.ts';
import { checkSizes } from '../domain/tool/check-sizes.ts';
import { type DraftParts, partsOf } from '../domain/tool/draft-parts.ts';
import { etagOf, type IfMatch } from '../domain/tool/etag.ts';
import type { ToolOutboxEntry } from '../domain/tool/outbox-entry.ts';
import { definitionTaken, nameTaken } from '../domain/tool/refusals.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import { toTool } from '../domain/tool/tool-view.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import type { TaggedTool } from './get-tool.ts';
import { type ApproveDraftDeps, makeApproveDraft, makeTestExamples } from './steps/approve-draft.ts';
import { makeApproveMetadata } from './steps/approve-metadata.ts';
import { getOwnTool } from './steps/find-tool.ts';
import { type KeepArtifactDeps, makeKeepArtifact } from './steps/keep-artifact.ts';
import { leaveRelease } from './steps/leave-quarantine.ts';
import { leaveToolChange } from './steps/leave-tool-change.ts';
import type { ReadDefinition } from './steps/read-definition.ts';
import { requireMatch } from './steps/require-match.ts';
import { nextMetadata, nextVersion, outboxEntry } from './steps/tool-records.ts';
import { writeChange } from './steps/write-change.ts';

export interface UpdateToolDeps extends ApproveDraftDeps, KeepArtifactDeps {
  readonly tools: ToolRepository;
  readonly readDefinition: ReadDefinition;
  readonly registration: ToolRegistration;
}

export type UpdateTool = ReturnType<typeof makeUpdateTool>;

/**
 * Replaces a tool by a draft. A new definition makes a new version and passes the same checks as a new tool; the same definition keeps
 * the version and changes what is around it, judged anew where policies look at it; no difference writes nothing. Of writers with the same `If-Match` exactly one wins.
 */
export function makeUpdateTool(deps: UpdateToolDeps) {
  const { tools, clock, newUlid, registration } = deps;
  const approveDraft = makeApproveDraft(deps);
  const testExamples = makeTestExamples(deps);
  const keepArtifact = makeKeepArtifact(deps);
  const approveMetadata = makeApproveMetadata(deps);

  /** Approves and stores the new definition; rows follow. */
  const withNewDefinition = async (before: ToolRecord, parts: DraftParts) => {
    const { owner: agent, toolId } = before;
    const approval = await approveDraft(parts, { agent, during: 'update', toolId });
    await keepArtifact(parts.digest, parts.artifact);
    return nextVersion(before, parts, approval, { now: clock.now(), registration });
  };

  const withNewMetadata = async (before: ToolRecord, parts: DraftParts) => {
    const { owner: agent, toolId, examples } = before;
    const approved = await approveMetadata(before, parts);
    if (!isSame(examples, parts.metadata.examples)) await testExamples(parts, before, { agent, toolId });
    return nextMetadata(approved, parts, clock.now());
  };

  return async function updateTool(
    agent: AgentId,
    toolId: string,
    ifMatch: IfMatch | undefined,
    draft: ToolDraft,
  ): Promise<TaggedTool> {
    const parts = partsOf(draft);
    checkSizes(parts);
    const before = await getOwnTool(tools, agent, toolId);
    requireMatch(ifMatch, before);
    // What a policy quarantined is judged again even without a change: the answer then says what is wrong, or it is released.
    if (isUnchanged(before, parts) && before.quarantine?.policy === undefined) return tagged(before, parts);
    await refuseTakenClaims(tools, before, parts);
    const isNewDefinition = before.digest !== parts.digest;
    const after = await (isNewDefinition ? withNewDefinition : withNewMetadata)(before, parts);
    const kind: ToolOutboxEntry['kind'] = isNewDefinition ? 'tool.version_added' : 'tool.updated';
    if (before.status === 'quarantined' && after.status === 'active') await leaveRelease(deps.leaveTrail, after, agent);
    await leaveToolChange(deps.leaveTrail, 'tool.updated', after);
    await writeChange(tools, { before, after }, outboxEntry(kind, after, newUlid()));
    return tagged(after, parts);
  };
}

/** Both claims are checked again in the transaction; refusing early saves a verdict and the test gate. */
async function refuseTakenClaims(
  tools: ToolRepository,
  before: ToolRecord,
  { digest, metadata }: DraftParts,
): Promise<void> {
  const [sameName, sameDefinition] = await Promise.all([
    metadata.name === before.name ? undefined : tools.findByName(before.owner, metadata.name),
    digest === before.digest ? undefined : tools.findByDefinition(before.owner, digest),
  ]);
  if (sameName !== undefined) throw nameTaken(metadata.name);
  if (sameDefinition !== undefined) throw definitionTaken();
}

function isUnchanged(before: ToolRecord, { digest, metadata }: DraftParts): boolean {
  const { name, title, description, tags, visibility, limits, annotations, examples } = before;
  return (
    before.digest === digest &&
    isSame({ name, title, description, tags, visibility, limits, annotations, examples }, metadata)
  );
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

function tagged(record: ToolRecord, { definition }: DraftParts): TaggedTool {
  return { tool: toTool(record, definition, { reader: record.owner }), etag: etagOf(record) };
}
