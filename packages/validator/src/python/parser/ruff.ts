import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type * as Ruff from '@astral-sh/ruff-wasm-nodejs';
import { packageFile } from '../../analysis/package-file.ts';
import { createWasmParser } from '../../analysis/wasm-parser.ts';

/** Errors that CPython's compiler finds after parsing, such as `return` outside a function. Nothing else is asked. */
const compileErrors = [
  ...['F404', 'F406', 'F621', 'F622', 'F701', 'F702', 'F704', 'F706', 'F707'],
  ...['PLE0115', 'PLE0116', 'PLE0117', 'PLE0118', 'PLE1142'],
];
const settings = { 'target-version': 'py314', lint: { select: compileErrors } };

/** Loaded at first use: 10 MB of WebAssembly that JavaScript tools never need. */
const ruff = createWasmParser(
  () => {
    const { PositionEncoding, Workspace, memoryBytes } = evaluateRuff();
    return { workspace: new Workspace(settings, PositionEncoding.Utf16), memoryBytes };
  },
  ({ memoryBytes }) => memoryBytes(),
);

/** Every error that ruff sees, in no particular order. */
export function diagnose(code: string): Ruff.Diagnostic[] {
  return ruff.use(({ workspace }) => workspace.check(code));
}

type Glue = typeof Ruff & { memoryBytes(): number };

/** The package keeps one instance for the life of its module, so a fresh instance needs a fresh evaluation of it. */
function evaluateRuff(): Glue {
  const file = packageFile('ruff_wasm.js', '@astral-sh/ruff-wasm-nodejs/ruff_wasm.js');
  const module = { exports: {} };
  const source = `${readFileSync(file, 'utf8')}\nmodule.exports.memoryBytes = () => wasm.memory.buffer.byteLength;`;
  const evaluate = compileFunction(source, ['module', 'exports', 'require', '__dirname', 'WebAssembly']);
  evaluate(module, module.exports, createRequire(file), dirname(file), {
    Module: CompiledOnce,
    Instance: WebAssembly.Instance,
  });
  return module.exports as Glue;
}

let compiled: WebAssembly.Module | undefined;

/** Fresh instances share what was compiled: it takes more memory than they do. */
function CompiledOnce(bytes: Uint8Array): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(bytes);
  return compiled;
}
