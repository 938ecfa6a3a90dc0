import { readFileSync } from 'node:fs';
import { lockDown } from '../lockdown.ts';
import { createLogForwarder } from '../log-forwarder.ts';
import { readRequest, sendAnswer, sendReady } from '../wire.ts';
import { openInterpreter } from './open-interpreter.ts';

/** What the interpreter's JavaScript still needs once it is loaded. */
const needed = new Set(['TextDecoder', 'TextEncoder', 'WebAssembly', 'performance', 'queueMicrotask', 'Buffer']);

const { exit } = process;
const directory = new URL('.', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, directory));
const names = ['pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
const logs = createLogForwarder();
const interpreter = await openInterpreter({
  directoryUrl: directory.href,
  files: new Map(names.map((name) => [name, read(name)])),
  snapshot: read('snapshot.bin'),
  logs,
});
lockDown(needed);

for (;;) {
  sendReady();
  const request = readRequest();
  if (!request) break;
  const { report, interpreterReport, output } = interpreter.run(request);
  sendAnswer(report, interpreterReport, output);
  if (!report.isReusable) break;
  interpreter.restore();
}
exit(0);
