// Written by `make rules` from the files beside it.
import type { WordsRule } from '../words-context.ts';
import { wordsModelInstructions } from './model-instructions.ts';
import { prototypeProperty } from './prototype-property.ts';
import { referenceLoop } from './reference-loop.ts';
import { wordsSecret } from './secret.ts';
import { slowPattern } from './slow-pattern.ts';
import { unboundedInput } from './unbounded-input.ts';

/** Every rule on what stands beside the code. */
export const wordsRules: readonly WordsRule[] = [
  wordsModelInstructions,
  prototypeProperty,
  referenceLoop,
  wordsSecret,
  slowPattern,
  unboundedInput,
];
