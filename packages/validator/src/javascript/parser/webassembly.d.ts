/** The part of WebAssembly that loading a parser needs; the compiler only has it together with the whole browser. */
declare namespace WebAssembly {
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum: number; readonly shared: boolean });
    readonly buffer: ArrayBuffer;
  }
  type Exports = Readonly<Record<string, unknown>>;
  class Instance {
    readonly exports: Exports;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  type Imports = Record<string, Record<string, unknown>>;
  interface WebAssemblyInstantiatedSource {
    readonly instance: Instance;
    readonly module: Module;
  }
  class RuntimeError extends Error {}
}
