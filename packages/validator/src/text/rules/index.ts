// Written by `make rules` from the files beside it.
import type { TextRule } from '../text-context.ts';
import { bidiControl } from './bidi-control.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { controlCharacter } from './control-character.ts';
import { encodingCookie } from './encoding-cookie.ts';
import { foreignIdentifier } from './foreign-identifier.ts';
import { invisibleRun } from './invisible-run.ts';
import { loneSurrogate } from './lone-surrogate.ts';
import { lookAlikeName } from './look-alike-name.ts';
import { modelInstructions } from './model-instructions.ts';
import { secret } from './secret.ts';
import { tooComplex } from './too-complex.ts';
import { tooLarge } from './too-large.ts';
import { unicodeTag } from './unicode-tag.ts';

/** Every rule on the raw text. */
export const textRules: readonly TextRule[] = [
  bidiControl,
  byteOrderMark,
  controlCharacter,
  encodingCookie,
  foreignIdentifier,
  invisibleRun,
  loneSurrogate,
  lookAlikeName,
  modelInstructions,
  secret,
  tooComplex,
  tooLarge,
  unicodeTag,
];
