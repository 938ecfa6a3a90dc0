import type { AnalysisInput, LanguageAnalysis } from '../analysis/language-analysis.ts';
import { violationsOf } from '../analysis/violations.ts';
import { analyseEntry } from '../entry/analyse-entry.ts';
import { capabilitiesOf } from './capabilities.ts';
import { entryFactsOf } from './entry/entry-facts.ts';
import { estimateOf } from './estimate.ts';
import { parseScript } from './parser/parse-script.ts';
import { scriptRules } from './rules/index.ts';
import { createScriptContext } from './script-context.ts';

/** Parses, checks every rule of the language and reads the entry point. Throws what the parser throws. */
export function analyseScript({ request, source }: AnalysisInput): LanguageAnalysis {
  const language = request.language === 'typescript' ? 'typescript' : 'javascript';
  const context = createScriptContext(source, language, parseScript(source.code, language), request.policy);
  const rules = scriptRules.filter((rule) => rule.languages.includes(language));
  const entry = analyseEntry(entryFactsOf(context), request, source);
  return {
    ...entry,
    violations: [...violationsOf(rules, context), ...entry.violations],
    capabilities: capabilitiesOf(context),
    estimate: estimateOf(context),
  };
}
