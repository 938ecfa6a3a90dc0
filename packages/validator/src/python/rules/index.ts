// Written by `make rules` from the files beside it.
import type { PythonRule } from '../python-context.ts';
import { dunderAttribute } from './dunder-attribute.ts';
import { dynamicAttribute } from './dynamic-attribute.ts';
import { dynamicClass } from './dynamic-class.ts';
import { forbiddenBuiltin } from './forbidden-builtin.ts';
import { forbiddenImport } from './forbidden-import.ts';
import { forbiddenMember } from './forbidden-member.ts';
import { formatTemplate } from './format-template.ts';
import { internalAttribute } from './internal-attribute.ts';
import { magicHook } from './magic-hook.ts';
import { moduleAsValue } from './module-as-value.ts';
import { moduleTampering } from './module-tampering.ts';
import { patternAttribute } from './pattern-attribute.ts';
import { slowRegex } from './slow-regex.ts';
import { starImport } from './star-import.ts';
import { stringAnnotation } from './string-annotation.ts';
import { uncertainRegex } from './uncertain-regex.ts';
import { undefinedName } from './undefined-name.ts';

/** Every rule on the tree of Python. */
export const pythonRules: readonly PythonRule[] = [
  dunderAttribute,
  dynamicAttribute,
  dynamicClass,
  forbiddenBuiltin,
  forbiddenImport,
  forbiddenMember,
  formatTemplate,
  internalAttribute,
  magicHook,
  moduleAsValue,
  moduleTampering,
  patternAttribute,
  slowRegex,
  starImport,
  stringAnnotation,
  uncertainRegex,
  undefinedName,
];
