import type { ValidatorRequest, Violation } from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { violationsOf } from '../analysis/violations.ts';
import { wordsRules } from './rules/index.ts';
import { snippetAt } from './snippets.ts';

/** Rules on what stands beside the code. Their snippets show the place that the pointer names, not a line of code. */
export function checkWords(source: SourceText, request: ValidatorRequest): readonly Violation[] {
  const { words, parameters, returns, policy } = request;
  const context = { source, policy, words, parameters, returns };
  return violationsOf(wordsRules, context).map((violation) =>
    violation.pointer === undefined ? violation : { ...violation, snippet: snippetAt(violation.pointer, context) },
  );
}
