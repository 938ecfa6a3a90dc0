import { canonicalJson } from '../../domain/json/canonical-json.ts';
import type { DraftParts } from '../../domain/tool/draft-parts.ts';
import { released } from '../../domain/tool/quarantine.ts';
import { policyViolation } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { wordsOf } from '../../domain/tool/tool-words.ts';
import type { GiveVerdict } from './give-verdict.ts';
import { judgedRecord } from './judged-tool.ts';
import type { ReadDefinition } from './read-definition.ts';

interface ApproveMetadataDeps {
  readonly giveVerdict: GiveVerdict;
  readonly readDefinition: ReadDefinition;
}

/**
 * Words and limits are judged too, so that a change of them needs a verdict, and may end a quarantine that a policy gave. What was
 * inferred from the code stays with its version.
 */
export function makeApproveMetadata({ giveVerdict, readDefinition }: ApproveMetadataDeps) {
  return async function approveMetadata(before: ToolRecord, { metadata }: DraftParts): Promise<ToolRecord> {
    const seenByPolicies = (of: typeof metadata) => canonicalJson({ words: wordsOf(of), limits: of.limits });
    const isMendable = before.quarantine?.policy !== undefined;
    if (!isMendable && seenByPolicies(before) === seenByPolicies(metadata)) return before;
    const { owner: agent, toolId, validation } = before;
    const judged = await judgedRecord(readDefinition, before, metadata);
    const { report } = await giveVerdict(judged, { agent, during: 'update', toolId });
    if (report.verdict === 'rejected') throw policyViolation(report.policy.name, report.violations);
    const { policy, tier, violations } = report;
    const approved = { ...before, validation: { ...validation, policy, tier, warnings: violations.length } };
    return isMendable ? released(approved) : approved;
  };
}
