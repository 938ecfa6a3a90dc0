// Written by `make rules` from the files beside it.
import type { PythonRule } from '../python-context.ts';
import { bigNumber } from './big-number.ts';
import { blockingImport } from './blocking-import.ts';
import { boundSelf } from './bound-self.ts';
import { builtinsNamespace } from './builtins-namespace.ts';
import { busyWait } from './busy-wait.ts';
import { classTree } from './class-tree.ts';
import { clock } from './clock.ts';
import { cloudImport } from './cloud-import.ts';
import { codeObjectImport } from './code-object-import.ts';
import { combinatorics } from './combinatorics.ts';
import { compressionImport } from './compression-import.ts';
import { debuggerCall } from './debugger.ts';
import { deserialisationImport } from './deserialisation-import.ts';
import { dunderAttribute } from './dunder-attribute.ts';
import { dynamicAttribute } from './dynamic-attribute.ts';
import { dynamicClass } from './dynamic-class.ts';
import { dynamicCode } from './dynamic-code.ts';
import { encodedPayload } from './encoded-payload.ts';
import { endlessIterator } from './endless-iterator.ts';
import { endlessLoop } from './endless-loop.ts';
import { evaluatedAnnotation } from './evaluated-annotation.ts';
import { exceptionObject } from './exception-object.ts';
import { fileAccess } from './file-access.ts';
import { fileImport } from './file-import.ts';
import { forbiddenBuiltin } from './forbidden-builtin.ts';
import { forbiddenImport } from './forbidden-import.ts';
import { forbiddenMember } from './forbidden-member.ts';
import { formatTemplate } from './format-template.ts';
import { frameAccess } from './frame-access.ts';
import { functionCode } from './function-code.ts';
import { functionInternals } from './function-internals.ts';
import { growingIteratee } from './growing-iteratee.ts';
import { hiddenDynamicCode } from './hidden-dynamic-code.ts';
import { hostIdentity } from './host-identity.ts';
import { identityImport } from './identity-import.ts';
import { importMachinery } from './import-machinery.ts';
import { inspectionImport } from './inspection-import.ts';
import { interpreterExit } from './interpreter-exit.ts';
import { interpreterImport } from './interpreter-import.ts';
import { largeAllocation } from './large-allocation.ts';
import { leakedImport } from './leaked-import.ts';
import { leakedModule } from './leaked-module.ts';
import { libraryFile } from './library-file.ts';
import { loaderImport } from './loader-import.ts';
import { loopProduct } from './loop-product.ts';
import { magicHook } from './magic-hook.ts';
import { metadataAddress } from './metadata-address.ts';
import { moduleAsValue } from './module-as-value.ts';
import { moduleTampering } from './module-tampering.ts';
import { namespaceAccess } from './namespace-access.ts';
import { nativeImport } from './native-import.ts';
import { networkImport } from './network-import.ts';
import { objectDictionary } from './object-dictionary.ts';
import { patternAttribute } from './pattern-attribute.ts';
import { processImport } from './process-import.ts';
import { randomness } from './randomness.ts';
import { resolverImport } from './resolver-import.ts';
import { signalImport } from './signal-import.ts';
import { slowRegex } from './slow-regex.ts';
import { starImport } from './star-import.ts';
import { stringAnnotation } from './string-annotation.ts';
import { systemImport } from './system-import.ts';
import { templateFormatter } from './template-formatter.ts';
import { terminalAccess } from './terminal-access.ts';
import { terminalImport } from './terminal-import.ts';
import { unboundedRecursion } from './unbounded-recursion.ts';
import { uncertainRegex } from './uncertain-regex.ts';
import { undefinedName } from './undefined-name.ts';

/** Every rule on the tree of Python. */
export const pythonRules: readonly PythonRule[] = [
  bigNumber,
  blockingImport,
  boundSelf,
  builtinsNamespace,
  busyWait,
  classTree,
  clock,
  cloudImport,
  codeObjectImport,
  combinatorics,
  compressionImport,
  debuggerCall,
  deserialisationImport,
  dunderAttribute,
  dynamicAttribute,
  dynamicClass,
  dynamicCode,
  encodedPayload,
  endlessIterator,
  endlessLoop,
  evaluatedAnnotation,
  exceptionObject,
  fileAccess,
  fileImport,
  forbiddenBuiltin,
  forbiddenImport,
  forbiddenMember,
  formatTemplate,
  frameAccess,
  functionCode,
  functionInternals,
  growingIteratee,
  hiddenDynamicCode,
  hostIdentity,
  identityImport,
  importMachinery,
  inspectionImport,
  interpreterExit,
  interpreterImport,
  largeAllocation,
  leakedImport,
  leakedModule,
  libraryFile,
  loaderImport,
  loopProduct,
  magicHook,
  metadataAddress,
  moduleAsValue,
  moduleTampering,
  namespaceAccess,
  nativeImport,
  networkImport,
  objectDictionary,
  patternAttribute,
  processImport,
  randomness,
  resolverImport,
  signalImport,
  slowRegex,
  starImport,
  stringAnnotation,
  systemImport,
  templateFormatter,
  terminalAccess,
  terminalImport,
  unboundedRecursion,
  uncertainRegex,
  undefinedName,
];
