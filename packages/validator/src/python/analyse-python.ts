import type { AnalysisInput, LanguageAnalysis } from '../analysis/language-analysis.ts';
import { violationsOf } from '../analysis/violations.ts';
import { analyseEntry } from '../entry/analyse-entry.ts';
import { capabilitiesOf } from './capabilities.ts';
import { entryFactsOf } from './entry/entry-facts.ts';
import { estimateOf } from './estimate.ts';
import { parsePython } from './parser/parse-python.ts';
import { createPythonContext } from './python-context.ts';
import { pythonRules } from './rules/index.ts';

/** Parses, checks every rule and reads the entry point. Throws what the parsers throw. */
export function analysePython({ request, source }: AnalysisInput): LanguageAnalysis {
  const context = createPythonContext(source, parsePython(source), request.policy);
  const entry = analyseEntry(entryFactsOf(context), request, source);
  context.entry.name = entry.entryPoint;
  return {
    ...entry,
    violations: [...violationsOf(pythonRules, context), ...entry.violations],
    capabilities: capabilitiesOf(context),
    estimate: estimateOf(context),
  };
}
