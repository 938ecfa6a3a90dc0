// Written by `make rules` from the files beside it.
import type { ScriptRule } from '../script-context.ts';
import { ambientDeclaration } from './ambient-declaration.ts';
import { bigNumber } from './big-number.ts';
import { blocking } from './blocking.ts';
import { builtInTampering } from './built-in-tampering.ts';
import { clock } from './clock.ts';
import { commonjs } from './commonjs.ts';
import { computedCall } from './computed-call.ts';
import { deserialisationModule } from './deserialisation-module.ts';
import { doubling } from './doubling.ts';
import { dynamicImport } from './dynamic-import.ts';
import { endlessChain } from './endless-chain.ts';
import { endlessIterator } from './endless-iterator.ts';
import { endlessLoop } from './endless-loop.ts';
import { environment } from './environment.ts';
import { evalRule } from './eval.ts';
import { fileModule } from './file-module.ts';
import { forbiddenGlobal } from './forbidden-global.ts';
import { forbiddenImport } from './forbidden-import.ts';
import { forbiddenKey } from './forbidden-key.ts';
import { functionConstructor } from './function-constructor.ts';
import { globalObject } from './global-object.ts';
import { growingIteratee } from './growing-iteratee.ts';
import { largeAllocation } from './large-allocation.ts';
import { loopProduct } from './loop-product.ts';
import { lostThis } from './lost-this.ts';
import { nativeCode } from './native-code.ts';
import { nestedWrite } from './nested-write.ts';
import { networkApi } from './network-api.ts';
import { networkModule } from './network-module.ts';
import { newRealm } from './new-realm.ts';
import { otherRuntime } from './other-runtime.ts';
import { processRule } from './process.ts';
import { randomness } from './randomness.ts';
import { reflection } from './reflection.ts';
import { reviverCall } from './reviver-call.ts';
import { slowRegex } from './slow-regex.ts';
import { stringTimer } from './string-timer.ts';
import { twoKeyWrite } from './two-key-write.ts';
import { typeImport } from './type-import.ts';
import { unboundedRecursion } from './unbounded-recursion.ts';
import { uncertainRegex } from './uncertain-regex.ts';
import { undefinedName } from './undefined-name.ts';
import { unknownKey } from './unknown-key.ts';
import { unsupportedSyntax } from './unsupported-syntax.ts';

/** Every rule on the tree of JavaScript and TypeScript. */
export const scriptRules: readonly ScriptRule[] = [
  ambientDeclaration,
  bigNumber,
  blocking,
  builtInTampering,
  clock,
  commonjs,
  computedCall,
  deserialisationModule,
  doubling,
  dynamicImport,
  endlessChain,
  endlessIterator,
  endlessLoop,
  environment,
  evalRule,
  fileModule,
  forbiddenGlobal,
  forbiddenImport,
  forbiddenKey,
  functionConstructor,
  globalObject,
  growingIteratee,
  largeAllocation,
  loopProduct,
  lostThis,
  nativeCode,
  nestedWrite,
  networkApi,
  networkModule,
  newRealm,
  otherRuntime,
  processRule,
  randomness,
  reflection,
  reviverCall,
  slowRegex,
  stringTimer,
  twoKeyWrite,
  typeImport,
  unboundedRecursion,
  uncertainRegex,
  undefinedName,
  unknownKey,
  unsupportedSyntax,
];
