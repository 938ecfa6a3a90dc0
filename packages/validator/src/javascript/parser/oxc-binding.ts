import { readFileSync } from 'node:fs';
import { instantiateNapiModuleSync } from '@emnapi/core';
import { asyncWork, tsfn } from '@emnapi/core/plugins';
import { createContext } from '@emnapi/runtime';
import type { parseSync } from '@oxc-parser/binding-wasm32-wasi';
import { packageFile } from '../../analysis/package-file.ts';
import { createWasmParser } from '../../analysis/wasm-parser.ts';
import type { ScriptComment } from '../tree.ts';
import { createWasiStub } from './wasi-stub.ts';

type ParseSync = typeof parseSync;

/** WebAssembly pages of 64 KiB: the parser asks for 250 MB of address space at once, touched only as needed. */
const memoryPages = { initial: 4_000, maximum: 12_000 };

/**
 * oxc's WebAssembly build, never the native one: hostile code overflows the native parser's stack and kills the
 * process, while WebAssembly throws a RangeError. The published loader is not used because it opens the whole file
 * system to the parser and starts worker threads; this needs neither.
 */
const oxc = createWasmParser(instantiate);

/** What the parser answers, copied out of its memory. */
export interface OxcResult {
  readonly errors: readonly OxcError[];
  /** The tree as JSON text; the binding's types call it a tree already. */
  readonly program: string;
  readonly comments: readonly ScriptComment[];
}

export interface OxcError {
  readonly message: string;
  readonly labels: readonly { readonly start: number; readonly end: number }[];
  readonly helpMessage: string | null;
}

/** Parses one source text. Throws `TooComplex` when the parser's stack overflows. */
export function parseWithOxc(...input: Parameters<ParseSync>): OxcResult {
  return oxc.use((parse) => {
    const { errors, program, comments } = parse(...input);
    return { errors, program: program as unknown as string, comments: comments as ScriptComment[] };
  });
}

function instantiate(): ParseSync {
  const file = packageFile('parser.wasm32-wasi.wasm', '@oxc-parser/binding-wasm32-wasi/parser.wasm32-wasi.wasm');
  const memory = new WebAssembly.Memory({ ...memoryPages, shared: true });
  // No message ports: this needs no threads, and a port would keep the process from ending.
  const context = createContext({ features: { MessageChannel: undefined } });
  // Otherwise it frees the parser when the event loop first runs dry.
  context.suppressDestroy();
  const { napiModule } = instantiateNapiModuleSync(readFileSync(file), {
    context,
    asyncWorkPoolSize: 0,
    plugins: [asyncWork, tsfn],
    wasi: createWasiStub(memory),
    onCreateWorker: refuseWorker,
    overwriteImports: (imports) => {
      Object.assign(imports.env ?? {}, imports.napi, imports.emnapi, { memory });
      return imports;
    },
    beforeInit: ({ instance }) => registerExports(instance.exports),
  });
  return (napiModule.exports as { parseSync: ParseSync }).parseSync;
}

function refuseWorker(): never {
  throw new Error('The parser runs without threads.');
}

/** The binding collects its functions in constructors that the host has to call. */
function registerExports(exports: WebAssembly.Exports): void {
  for (const [name, register] of Object.entries(exports))
    if (name.startsWith('__napi_register__') && typeof register === 'function') register();
}
