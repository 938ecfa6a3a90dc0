import type { ValidationSummary } from '@dtr/contracts';
import type { DraftParts } from '../../domain/tool/draft-parts.ts';
import { policyViolation } from '../../domain/tool/refusals.ts';
import { effectiveSchemas } from '../../domain/tool/tool-view.ts';
import { checkExampleInputs, checkSchemas } from './check-schemas.ts';
import { type JudgeDeps, makeJudgeDefinition, toReport, toValidationSummary } from './judge-definition.ts';
import { makeRunExamples, type RunExamplesDeps } from './run-examples.ts';

/** What approval finds out about a definition beyond what the agent said. */
export interface Approval {
  readonly validation: ValidationSummary;
  readonly parameterNames: readonly string[];
}

export type ApproveDraftDeps = JudgeDeps & RunExamplesDeps;

/**
 * Everything that must hold before a definition becomes a version; stores nothing but the verdict. Cheap checks first:
 * declared schemas, example inputs, the verdict, inferred schemas, and only then code runs, in the sandbox.
 */
export function makeApproveDraft(deps: ApproveDraftDeps) {
  const { schemas, policy } = deps;
  const judgeDefinition = makeJudgeDefinition(deps);
  const testExamples = makeTestExamples(deps);
  return async function approveDraft(parts: DraftParts): Promise<Approval> {
    const { definition, digest, metadata } = parts;
    await checkSchemas(schemas, definition);
    if (definition.parameters) await checkExampleInputs(schemas, definition.parameters, metadata.examples);
    const judgement = await judgeDefinition(definition, digest);
    const report = toReport(judgement, policy, digest);
    if (report.verdict === 'rejected') throw policyViolation(policy.document.name, report.violations);
    await checkSchemas(schemas, report.inferred);
    const approval = { validation: toValidationSummary(report), parameterNames: judgement.verdict.parameterNames };
    await testExamples(parts, approval);
    return approval;
  };
}

/** The test gate alone: for a definition that has been approved, with examples that may be new. */
export function makeTestExamples(deps: RunExamplesDeps) {
  const runExamples = makeRunExamples(deps);
  return async function testExamples({ definition, metadata }: DraftParts, approval: Approval): Promise<void> {
    const schemas = effectiveSchemas(definition, approval.validation.inferred);
    await checkExampleInputs(deps.schemas, schemas.parameters, metadata.examples);
    await runExamples({ ...approval, definition, limits: metadata.limits, schemas }, metadata.examples);
  };
}
