import { type ValidatorRequest, type ValidatorResponse, type Violation, validatorEngineVersion } from '@dtr/contracts';
import { type AnalysisInput, type LanguageAnalysis, unreadable } from './analysis/language-analysis.ts';
import { createSourceText } from './analysis/source-text.ts';
import { violationOfFault } from './analysis/syntax-rules.ts';
import { inOrder } from './analysis/violations.ts';
import { withoutSecrets } from './schema/without-secrets.ts';
import { checkText } from './text/check-text.ts';
import { secretSpans } from './text/secrets/secrets-in-code.ts';
import { checkWords } from './words/check-words.ts';

export interface ValidateOptions {
  /** Told about an analysis that broke down; the code is refused all the same. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Judges code against a policy without running it. Never throws over the code: what cannot be read, or analysed to
 * the end, is refused with a violation that says so. The same request always gets the same answer, but for `durationMs`.
 */
export async function validate(request: ValidatorRequest, options: ValidateOptions = {}): Promise<ValidatorResponse> {
  const startedAt = performance.now();
  const source = createSourceText(request.code, () => secretSpans(request));
  const analysis = await analyse({ request, source }, options);
  const violations = inOrder(analysis.violations);
  return {
    ...analysis,
    inferred: withoutSecrets(analysis.inferred, source),
    violations,
    verdict: isRejected(violations) ? 'rejected' : 'accepted',
    tier: request.policy.leastTier,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    engineVersion: validatorEngineVersion,
  };
}

const isRejected = (violations: readonly Violation[]) => violations.some(({ action }) => action === 'reject');

async function analyse(input: AnalysisInput, { onFault }: ValidateOptions): Promise<LanguageAnalysis> {
  const { source, request } = input;
  let found: readonly Violation[] = [];
  try {
    found = checkWords(source, request);
    const text = checkText(source, request);
    found = [...found, ...text.violations];
    const analysis = text.stops ? unreadable([]) : await analyseLanguage(input);
    return { ...analysis, violations: [...found, ...analysis.violations] };
  } catch (error) {
    const violation = violationOfFault(error, source);
    if (violation.rule === 'analysis.failed') onFault?.(error);
    return unreadable([...found, violation]);
  }
}

/** Each language's parsers are loaded when they are first needed. */
async function analyseLanguage(input: AnalysisInput): Promise<LanguageAnalysis> {
  if (input.request.language === 'python') {
    const { analysePython } = await import('./python/analyse-python.ts');
    return analysePython(input);
  }
  const { analyseScript } = await import('./javascript/analyse-script.ts');
  return analyseScript(input);
}
