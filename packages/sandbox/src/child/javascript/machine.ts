import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { frameTypes } from '../../protocol/frames.ts';
import type { LogForwarder } from '../log-forwarder.ts';
import { answerBridge } from './bridge.ts';
import callSource from './prelude/call.vm.js';
import cloneSource from './prelude/clone.vm.js';
import coreSource from './prelude/core.vm.js';
import cryptoSource from './prelude/crypto.vm.js';
import encodingSource from './prelude/encoding.vm.js';
import inspectSource from './prelude/inspect.vm.js';
import intlSource from './prelude/intl.vm.js';
import serializeSource from './prelude/serialize.vm.js';
import urlSource from './prelude/url.vm.js';

/** Compiled inside the interpreter when first touched. */
const parts: Readonly<Record<string, string>> = {
  clone: cloneSource,
  crypto: cryptoSource,
  encoding: encodingSource,
  inspect: inspectSource,
  intl: intlSource,
  url: urlSource,
};

/**
 * Deeper recursion than this many bytes of stack becomes an error inside the interpreter: about 3,000 plain calls.
 * Measured with the native stack that the engine is started with: at 700 KB the host's stack ends first, and with it
 * the process.
 */
const stackBytes = 512 * 1_024;

/** What `import` finds. */
export interface Modules {
  /** The name of a module in errors and in the interpreter's own books. */
  nameOf(importer: string, specifier: string): string;
  /** Its source, by that name. */
  load(name: string): string | { readonly error: Error };
}

export const noModule = (name: string) => ({ error: new Error(`There are no modules to import: "${name}".`) });
const none: Modules = { nameOf: (_, specifier) => specifier, load: noModule };

/** A fresh interpreter with its prelude, before any untrusted code. */
export interface Machine {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  /** Calls a function of the prelude's `call` part. Throws when the interpreter itself is at its end. */
  invoke(name: string, ...operands: QuickJSHandle[]): QuickJSHandle;
  /** The same for functions that answer a text, a number or a truth value. */
  ask(name: string, ...operands: QuickJSHandle[]): unknown;
  readonly serialize: QuickJSHandle;
  dispose(): void;
}

export function createMachine(quickjs: QuickJSWASMModule, logs: LogForwarder, modules: Modules = none): Machine {
  const runtime = quickjs.newRuntime({ maxStackSizeBytes: stackBytes });
  runtime.setModuleLoader(modules.load, modules.nameOf);
  const context = runtime.newContext();
  const handles: QuickJSHandle[] = [];
  const keep = <T extends QuickJSHandle>(handle: T): T => {
    handles.push(handle);
    return handle;
  };
  const evaluate = (source: string, name: string) =>
    keep(context.unwrapResult(context.evalCode(source, `sandbox:${name}`, { type: 'global' })));
  const apply = (callee: QuickJSHandle, ...operands: QuickJSHandle[]) =>
    context.unwrapResult(context.callFunction(callee, context.undefined, ...operands));

  const log = keep(
    context.newFunction('log', (stream, text) => {
      const type = context.getNumber(stream) === 2 ? frameTypes.stderr : frameTypes.stdout;
      return logs.write(type, Buffer.from(context.getString(text))) ? context.true : context.false;
    }),
  );
  const host = keep(
    context.newFunction('host', (operation, value) =>
      context.newString(answer(context.getString(operation), context.getString(value))),
    ),
  );
  const core = keep(apply(evaluate(coreSource, 'core'), log, host));
  const call = keep(apply(evaluate(callSource, 'call'), core));
  const serialize = keep(apply(evaluate(serializeSource, 'serialize')));
  const invoke = (name: string, ...operands: QuickJSHandle[]) => {
    using method = context.getProp(call, name);
    return apply(method, ...operands);
  };
  return {
    runtime,
    context,
    serialize,
    invoke,
    ask(name, ...operands) {
      using answer = invoke(name, ...operands);
      return context.dump(answer);
    },
    dispose() {
      for (const handle of handles) handle.dispose();
      context.dispose();
      runtime.dispose();
    },
  };
}

function answer(operation: string, value: string): string {
  if (operation === 'now') return String(performance.now());
  if (operation === 'source') return parts[value] ?? '';
  return answerBridge(operation, value);
}
