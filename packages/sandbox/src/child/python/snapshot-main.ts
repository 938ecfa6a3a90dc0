import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { defineHarness } from './harness.ts';
import { createImportGate } from './import-gate.ts';
import { loadInterpreter } from './interpreter-loader.ts';

/**
 * Build-time program: loads the interpreter, imports the usual modules, defines the harness and writes the memory.
 * Arguments: the directory with the interpreter's files, the time zone index and data, the file to write.
 */
const [directory = '', zoneIndexFile = '', zoneDataFile = '', target = ''] = process.argv.slice(2);

// Same input, same bytes: time stands still and chance always throws the same.
const instant = Date.UTC(2026, 0, 1);
Date.now = () => instant;
performance.now = () => 0;
Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues: (view: Uint8Array) => view.fill(7) } });
Math.random = () => 0.5;

const names = ['pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
const files = new Map(names.map((name) => [name, readFileSync(`${directory}/${name}`)]));
const { pyodide, memory } = await loadInterpreter({
  directoryUrl: `${pathToFileURL(directory).href}/`,
  files,
  // Guarded functions are not the same functions: the snapshot's table of them must match that of its later readers.
  onImports: createImportGate({}).guard,
});
pyodide.runPython(defineHarness());
const { FS } = pyodide._module;
FS.writeFile('/tmp/zones.json', readFileSync(zoneIndexFile));
FS.writeFile('/tmp/zones.bin', readFileSync(zoneDataFile));
pyodide.runPython('__harness__["install_time_zones"]("/tmp/zones.json", "/tmp/zones.bin")');
pyodide.runPython('import gc; gc.collect()');
writeFileSync(target, pyodide.makeMemorySnapshot());
process.stdout.write(`${memory.buffer.byteLength}\n`);
process.exit(0);
