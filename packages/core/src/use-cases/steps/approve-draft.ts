import type { ValidationSummary } from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../../domain/ids.ts';
import type { DraftParts } from '../../domain/tool/draft-parts.ts';
import { disagreement } from '../../domain/tool/quarantine.ts';
import { policyViolation } from '../../domain/tool/refusals.ts';
import { effectiveSchemas } from '../../domain/tool/tool-view.ts';
import { checkExampleInputs, checkSchemas } from './check-schemas.ts';
import type { GiveVerdict, VerdictRequest } from './give-verdict.ts';
import { toValidationSummary } from './judge.ts';
import { judgedDraft } from './judged-tool.ts';
import { leaveDisagreement } from './leave-disagreement.ts';
import { CodeRefused, makeRunExamples, type RunExamplesDeps } from './run-examples.ts';
import type { LeaveTrail } from './trail.ts';

/** What approval finds out about a definition beyond what the agent said. */
export interface Approval {
  readonly validation: ValidationSummary;
  readonly parameterNames: readonly string[];
}

export interface ApproveDraftDeps extends RunExamplesDeps {
  readonly giveVerdict: GiveVerdict;
  readonly leaveTrail: LeaveTrail;
}

/**
 * Everything that must hold before a definition becomes a version; stores nothing but the verdict and its trail. Cheap checks first:
 * declared schemas, example inputs, the verdict, inferred schemas, and only then code runs, in the sandbox.
 */
export function makeApproveDraft(deps: ApproveDraftDeps) {
  const { schemas, giveVerdict } = deps;
  const testExamples = makeTestExamples(deps);
  return async function approveDraft(parts: DraftParts, request: VerdictRequest): Promise<Approval> {
    const { definition, metadata } = parts;
    await checkSchemas(schemas, definition);
    if (definition.parameters) await checkExampleInputs(schemas, definition.parameters, metadata.examples);
    const { report, parameterNames } = await giveVerdict(judgedDraft(parts), request);
    if (report.verdict === 'rejected') throw policyViolation(report.policy.name, report.violations);
    await checkSchemas(schemas, report.inferred);
    const approval = { validation: toValidationSummary(report), parameterNames };
    await testExamples(parts, approval, request);
    return approval;
  };
}

interface TestRequest {
  readonly agent: AgentId;
  readonly toolId?: ToolId;
}

/** The test gate alone: for a definition that has been approved, with examples that may be new. */
export function makeTestExamples(deps: Omit<ApproveDraftDeps, 'giveVerdict'>) {
  const runExamples = makeRunExamples(deps);
  return async function testExamples(parts: DraftParts, approval: Approval, request: TestRequest): Promise<void> {
    const { definition, digest, metadata } = parts;
    const schemas = effectiveSchemas(definition, approval.validation.inferred);
    await checkExampleInputs(deps.schemas, schemas.parameters, metadata.examples);
    try {
      await runExamples({ ...approval, definition, limits: metadata.limits, schemas }, metadata.examples);
    } catch (error) {
      if (!(error instanceof CodeRefused)) throw error;
      const { name, digest: policyDigest } = approval.validation.policy;
      const policy = { name, digest: policyDigest as Digest };
      await leaveDisagreement(deps.leaveTrail, { ...request, digest, policy, refusal: error.refusal, during: 'test' });
      throw policyViolation(name, [disagreement(error.refusal)]);
    }
  };
}
