/** The few internals of Pyodide that are used here. They are not its public interface: its version is pinned exactly. */
export interface PyodideModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: FileSystem;
  readonly MEMFS: MemoryFileSystem;
  _malloc(bytes: number): number;
  /** Runs a C string of Python in `__main__`; 0 when no exception came out. */
  _PyRun_SimpleString(pointer: number): number;
  _emscripten_stack_get_current(): number;
  /** 1 when the memory has the new size. */
  growMemory(bytes: number): unknown;
}

/** As much of `WebAssembly.Memory` as is used; Node's types leave it out. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface Pyodide {
  readonly _module: PyodideModule;
  runPython(code: string): unknown;
  makeMemorySnapshot(): Uint8Array;
}

/** A file or directory in the interpreter's file system. Operations are looked up on the node each time. */
export interface FsNode {
  name: string;
  id: number;
  mode: number;
  parent: FsNode;
  node_ops: FsOperations;
  stream_ops: FsOperations;
  name_next?: FsNode | undefined;
  /** Directory entries by name, or the bytes of a file. */
  contents: Record<string, FsNode> | Uint8Array | null;
  usedBytes?: number;
  atime: number;
  mtime: number;
  ctime: number;
}

// biome-ignore lint/suspicious/noExplicitAny: operations differ in their operands and are mostly passed through.
export type FsOperation = (...operands: any[]) => any;
export type FsOperations = Record<string, FsOperation>;

export interface FsStream {
  fd: number;
  node: FsNode;
  flags: number;
  position: number;
  seekable: boolean;
}

export interface FileSystem {
  readonly ErrnoError: new (errno: number) => Error;
  readonly root: FsNode;
  readonly devices: Record<number, { stream_ops: FsOperations }>;
  streams: (FsStream | null)[];
  nameTable: (FsNode | undefined)[];
  currentPath: string;
  nextInode: number;
  createNode: FsOperation;
  lookupPath(path: string): { node: FsNode };
  lstat(path: string): { mode: number; size: number };
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: FsOperations): void;
  mkdev(path: string, mode: number, device: number): void;
  readdir(path: string): string[];
  unlink(path: string): void;
  writeFile(path: string, data: Uint8Array): void;
  readFile(path: string): Uint8Array;
  rmdir(path: string): void;
  mkdirTree(path: string): void;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  open(path: string, flags: string): FsStream;
  close(stream: FsStream): void;
  chdir(path: string): void;
}

export interface MemoryFileSystem {
  readonly ops_table: {
    readonly dir: { readonly node: FsOperations };
    readonly file: { readonly node: FsOperations; readonly stream: FsOperations };
  };
  readonly stream_ops: FsOperations;
}
