import { readFileSync } from 'node:fs';
import { createLogForwarder } from '../log-forwarder.ts';

/** What the interpreter's JavaScript still needs once it is loaded. */
export const neededGlobals = new Set([
  'TextDecoder',
  'TextEncoder',
  'WebAssembly',
  'performance',
  'queueMicrotask',
  'Buffer',
]);

/** Reads what the interpreter is loaded from: the files beside the program that runs. */
export function loadOptions(programUrl: string) {
  const directory = new URL('.', programUrl);
  const read = (name: string) => readFileSync(new URL(name, directory));
  const names = ['pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
  return {
    directoryUrl: directory.href,
    files: new Map(names.map((name) => [name, read(name)])),
    snapshot: read('snapshot.bin'),
    logs: createLogForwarder(),
  };
}
