// Written by `make rules` from the files beside it.
import type { WordsRule } from '../words-context.ts';

/** Every rule on what stands beside the code. */
export const wordsRules: readonly WordsRule[] = [];
