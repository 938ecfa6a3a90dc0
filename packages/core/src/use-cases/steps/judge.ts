import type { ToolLimits, ToolWords, ValidationReport, ValidationSummary, ValidatorResponse } from '@dtr/contracts';
import type { Digest } from '../../domain/ids.ts';
import { canonicalJson } from '../../domain/json/canonical-json.ts';
import type { AppliedPolicy } from '../../domain/policy/applied-policy.ts';
import { limitViolations } from '../../domain/policy/limit-violations.ts';
import { createRecentEntries } from '../../domain/recent-entries.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { ToolDefinition } from '../../domain/tool/definition.ts';
import type { ToolValidator } from '../../ports/tool-validator.ts';
import type { VerdictCache, VerdictKey } from '../../ports/verdict-cache.ts';

/** A verdict is a few KB; one with many violations a hundred. */
const rememberedVerdicts = 256;

export interface JudgeDeps {
  readonly validator: ToolValidator;
  readonly verdicts: VerdictCache;
}

/** Everything about a tool that a policy judges. */
export interface JudgedTool {
  readonly definition: ToolDefinition;
  /** The tool's own. */
  readonly digest: Digest;
  /** Of `definition`, which may say more than the tool does: the entry point that was inferred. */
  readonly judgedDigest: Digest;
  readonly words: ToolWords;
  readonly limits: ToolLimits;
}

export interface Judgement {
  readonly report: ValidationReport;
  readonly parameterNames: readonly string[];
  readonly engineVersion: string;
}

export type Judge = (tool: JudgedTool, policy: AppliedPolicy) => Promise<Judgement>;

/**
 * Judges a tool once per policy and engine; afterwards the stored verdict answers, from this process's memory or from the cache.
 * An analysis that failed is tried again each time. Limits are compared anew: they are no part of the verdict that is kept.
 */
export function makeJudge({ validator, verdicts }: JudgeDeps): Judge {
  const recent = createRecentEntries<string, ValidatorResponse>(rememberedVerdicts);

  const findVerdict = async (key: VerdictKey) => {
    const known = recent.find(textOf(key)) ?? (await verdicts.find(key));
    if (known !== undefined) recent.put(textOf(key), known);
    return known;
  };

  const keep = async (key: VerdictKey, verdict: ValidatorResponse) => {
    if (verdict.violations.some(({ rule }) => rule === 'analysis.failed')) return;
    recent.put(textOf(key), verdict);
    await verdicts.put(key, verdict);
  };

  return async function judge(tool, policy) {
    const { definition, judgedDigest, words } = tool;
    const wordsDigest = sha256Of(canonicalJson(words));
    const key = { policyDigest: policy.digest, engineVersion: policy.engineVersion, digest: judgedDigest, wordsDigest };
    const known = await findVerdict(key);
    if (known !== undefined) return judgementOf(known, true, tool, policy);
    const verdict = await validator.validate({ ...definition, words, policy: policy.document });
    // While a new engine is rolled out the validator may already be newer than its caller.
    await keep({ ...key, engineVersion: verdict.engineVersion }, verdict);
    return judgementOf(verdict, false, tool, policy);
  };
}

function textOf({ policyDigest, engineVersion, digest, wordsDigest }: VerdictKey): string {
  return [policyDigest, engineVersion, digest, wordsDigest].join('/');
}

/** The verdict as callers see it. `durationMs` of a cached verdict is that of the original. */
function judgementOf(
  verdict: ValidatorResponse,
  cached: boolean,
  { digest, limits }: JudgedTool,
  policy: AppliedPolicy,
): Judgement {
  const { parameterNames, engineVersion, ...rest } = verdict;
  const beyondLimits = limitViolations(limits, policy.document);
  const report: ValidationReport = {
    ...rest,
    verdict: beyondLimits.length > 0 ? 'rejected' : rest.verdict,
    violations: [...beyondLimits, ...rest.violations],
    policy: { name: policy.document.name, digest: policy.digest },
    digest,
    cached,
  };
  return { report, parameterNames, engineVersion };
}

/** The verdict as it is kept with an accepted version. */
export function toValidationSummary(report: ValidationReport): ValidationSummary {
  const { violations, cached: _cached, ...summary } = report;
  return { ...summary, warnings: violations.length };
}
