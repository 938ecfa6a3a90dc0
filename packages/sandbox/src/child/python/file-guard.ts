import { rememberFiles } from './file-bookkeeping.ts';
import { boundFiles } from './file-budget.ts';
import type { FileSystem, FsNode, FsOperation, FsOperations, PyodideModule } from './interpreter.ts';

/** "Read-only file system" in the interpreter's C library. */
const readOnly = 69;

export interface FileGuard {
  /** Bounds what one run may write to files, in bytes: they do not count as the interpreter's memory. */
  setBudget(bytes: number): void;
  /** Empties the writable directories and puts back everything the file system remembers beside its files. */
  restore(): void;
}

/**
 * The interpreter's files live in this process's memory. All that exists now becomes read-only for good; only the
 * contents of `writable` come and go. Call when the tree is complete.
 */
export function guardFiles(module: PyodideModule, writable: readonly string[]): FileGuard {
  const { FS, MEMFS } = module;
  const roots = writable.map((path) => FS.lookupPath(path).node);
  const frozen = allNodes(FS).filter((node) => !roots.includes(node));
  const refuse = () => {
    throw new FS.ErrnoError(readOnly);
  };
  for (const node of frozen) makeReadOnly(node, refuse);
  confineRename(MEMFS.ops_table.dir.node, new Set([...frozen, ...roots]), new Set(frozen), refuse);
  for (const root of roots) root.node_ops = { ...MEMFS.ops_table.dir.node, setattr: refuse };
  const setBudget = boundFiles(module);
  const restoreBookkeeping = rememberFiles(FS, [...frozen, ...roots]);
  return {
    setBudget,
    restore() {
      for (const root of roots) root.contents = {};
      restoreBookkeeping();
    },
  };
}

function allNodes(FS: FileSystem): FsNode[] {
  const nodes = new Set([FS.root]);
  for (const first of FS.nameTable) {
    for (let node = first; node; node = node.name_next) nodes.add(node);
  }
  return [...nodes];
}

const changes = ['setattr', 'mknod', 'rename', 'unlink', 'rmdir', 'symlink', 'write', 'msync', 'allocate'];

function makeReadOnly(node: FsNode, refuse: FsOperation): void {
  node.node_ops = withRefusals(node.node_ops, refuse);
  // A device has no contents; what writing to it means is its driver's affair.
  if (node.contents) node.stream_ops = withRefusals(node.stream_ops, refuse);
}

function withRefusals(operations: FsOperations, refuse: FsOperation): FsOperations {
  const refusals = changes.filter((name) => name in operations).map((name) => [name, refuse]);
  return { ...operations, ...Object.fromEntries(refusals) };
}

/** A rename is carried out by the directory it starts from, which may be one the code has made: guard where all come from. */
function confineRename(
  operations: FsOperations,
  unmovable: ReadonlySet<FsNode>,
  closed: ReadonlySet<FsNode>,
  refuse: FsOperation,
): void {
  const { rename = refuse } = operations;
  operations.rename = (node: FsNode, directory: FsNode, name: string) => {
    const replaced = (directory.contents as Record<string, FsNode>)[name];
    if (closed.has(directory) || unmovable.has(node) || (replaced && unmovable.has(replaced))) return refuse();
    return rename(node, directory, name);
  };
}
