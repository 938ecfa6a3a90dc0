import type { FsNode, FsOperation, FsOperations, FsStream, PyodideModule } from './interpreter.ts';

/** "No space left on device" in the interpreter's C library. */
const noSpace = 51;
/** Most files and directories one run may create. */
const maximumNodes = 10_000;

/**
 * Puts a bound on the bytes and nodes of files, which are kept outside the interpreter's memory. What is deleted is not
 * given back: a deleted file that is still open goes on to use memory. Answers how to begin a new account.
 */
export function boundFiles({ FS, MEMFS }: PyodideModule): (bytes: number) => void {
  let bytesLeft = 0;
  let nodesLeft = maximumNodes;
  const growTo = (node: FsNode, size: number) => {
    bytesLeft -= Math.max(0, size - (node.usedBytes ?? 0));
    if (bytesLeft < 0) throw new FS.ErrnoError(noSpace);
  };
  const before = (operations: FsOperations, name: string, check: FsOperation) => {
    const operation = operations[name];
    if (!operation) throw new TypeError(`The file system has no operation ${name}.`);
    operations[name] = (...operands) => {
      check(...operands);
      return operation(...operands);
    };
  };
  const write = (stream: FsStream, _buffer: unknown, _offset: number, length: number, position: number) =>
    growTo(stream.node, position + length);
  // Writing back a mapped file goes past the table of operations, so both places need the check.
  before(MEMFS.stream_ops, 'write', write);
  before(MEMFS.ops_table.file.stream, 'write', write);
  before(MEMFS.ops_table.file.node, 'setattr', (node: FsNode, { size = 0 }: { size?: number }) => growTo(node, size));

  const { createNode } = FS;
  FS.createNode = (...operands) => {
    nodesLeft -= 1;
    if (nodesLeft < 0) throw new FS.ErrnoError(noSpace);
    return createNode(...operands);
  };
  return (bytes) => {
    bytesLeft = bytes;
    nodesLeft = maximumNodes;
  };
}
