// Written by `make rules` from the files beside it.
import type { ScriptRule } from '../script-context.ts';
import { ambientDeclaration } from './ambient-declaration.ts';
import { builtInTampering } from './built-in-tampering.ts';
import { computedCall } from './computed-call.ts';
import { forbiddenGlobal } from './forbidden-global.ts';
import { forbiddenImport } from './forbidden-import.ts';
import { forbiddenKey } from './forbidden-key.ts';
import { reflection } from './reflection.ts';
import { stringTimer } from './string-timer.ts';
import { undefinedName } from './undefined-name.ts';
import { unsupportedSyntax } from './unsupported-syntax.ts';

/** Every rule on the tree of JavaScript and TypeScript. */
export const scriptRules: readonly ScriptRule[] = [
  ambientDeclaration,
  builtInTampering,
  computedCall,
  forbiddenGlobal,
  forbiddenImport,
  forbiddenKey,
  reflection,
  stringTimer,
  undefinedName,
  unsupportedSyntax,
];
