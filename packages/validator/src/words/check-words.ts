import type { ValidatorRequest, Violation } from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { violationsOf } from '../analysis/violations.ts';
import { wordsRules } from './rules/index.ts';

/** Rules on what stands beside the code. */
export function checkWords(source: SourceText, request: ValidatorRequest): readonly Violation[] {
  const { words, parameters, returns, policy } = request;
  return violationsOf(wordsRules, { source, policy, words, parameters, returns });
}
