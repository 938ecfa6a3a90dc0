import type { ValidationReport, ValidationSummary, ValidatorResponse } from '@dtr/contracts';
import type { Digest } from '../../domain/ids.ts';
import type { AppliedPolicy } from '../../domain/policy/applied-policy.ts';
import type { ToolDefinition } from '../../domain/tool/definition.ts';
import type { ToolValidator } from '../../ports/tool-validator.ts';
import type { VerdictCache } from '../../ports/verdict-cache.ts';

export interface JudgeDeps {
  readonly validator: ToolValidator;
  readonly verdicts: VerdictCache;
  readonly policy: AppliedPolicy;
}

export interface Judgement {
  readonly verdict: ValidatorResponse;
  readonly cached: boolean;
}

/** Judges a definition once per policy and engine; afterwards the stored verdict answers. */
export function makeJudgeDefinition({ validator, verdicts, policy }: JudgeDeps) {
  return async function judgeDefinition(definition: ToolDefinition, digest: Digest): Promise<Judgement> {
    const key = { policyDigest: policy.digest, engineVersion: policy.engineVersion, digest };
    const known = await verdicts.find(key);
    if (known !== undefined) return { verdict: known, cached: true };
    const verdict = await validator.validate({ ...definition, policy: policy.document });
    // While a new engine is rolled out the validator may already be newer than its caller.
    await verdicts.put({ ...key, engineVersion: verdict.engineVersion }, verdict);
    return { verdict, cached: false };
  };
}

/** The verdict as callers see it. `durationMs` of a cached verdict is that of the original. */
export function toReport({ verdict, cached }: Judgement, policy: AppliedPolicy, digest: Digest): ValidationReport {
  const { parameterNames: _names, engineVersion: _engine, ...report } = verdict;
  return { ...report, policy: { name: policy.document.name, digest: policy.digest }, digest, cached };
}

/** The verdict as it is kept with an accepted version. */
export function toValidationSummary(report: ValidationReport): ValidationSummary {
  const { violations, cached: _cached, ...summary } = report;
  return { ...summary, warnings: violations.length };
}
