import type { FileSystem, FsNode, FsStream } from './interpreter.ts';

/** Remembers names, times, open files, the working directory and the inode counter; answers how to put them back. */
export function rememberFiles(FS: FileSystem, nodes: readonly FsNode[]): () => void {
  const nameTable = [...FS.nameTable];
  const nodeStates = nodes.map((node) => ({ node, state: stateOf(node) }));
  const streams = FS.streams.map((stream) => stream && { stream, state: positionOf(stream) });
  const { currentPath, nextInode } = FS;
  return () => {
    for (const { node, state } of nodeStates) Object.assign(node, state);
    for (const [index, first] of nameTable.entries()) FS.nameTable[index] = first;
    FS.streams = streams.map((open) => open && Object.assign(open.stream, open.state));
    FS.currentPath = currentPath;
    FS.nextInode = nextInode;
  };
}

function stateOf({ name, parent, mode, atime, mtime, ctime, name_next }: FsNode) {
  return { name, parent, mode, atime, mtime, ctime, name_next };
}

function positionOf({ fd, flags, position }: FsStream) {
  return { fd, flags, position };
}
