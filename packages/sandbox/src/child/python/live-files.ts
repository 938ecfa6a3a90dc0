import type { DirectoryEntry, FileAnswer, FileFault } from '../../live/live-protocol.ts';
import type { FileSystem } from './interpreter.ts';
import { homeDirectory } from './interpreter-parts.ts';

/** Numbers of errors in the interpreter's C library. */
const faultOf: Readonly<Record<number, FileFault>> = {
  31: 'not-a-file',
  44: 'absent',
  51: 'no-space',
  54: 'not-a-directory',
};

/** One file with its path below the home directory. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The home directory as its user sees it from outside. Only plain files and directories are looked at: what else code puts
 * there (links, devices) is neither followed nor shown.
 */
export function openFiles(FS: FileSystem) {
  const inHome = (path: string) => (path === '' ? homeDirectory : `${homeDirectory}/${path}`);
  const attempt = (act: () => FileAnswer): FileAnswer => {
    try {
      return act();
    } catch (error) {
      const { errno } = error as { errno?: number };
      return { fault: (errno !== undefined && faultOf[errno]) || 'failed' };
    }
  };
  /** A fault when the path, or a directory on the way to it, is anything but what is wanted. */
  const faultAt = (path: string, isWanted: (mode: number) => boolean, otherwise: FileFault): FileFault | undefined => {
    const names = path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) {
      if (!FS.isDir(FS.lstat(inHome(names.slice(0, depth).join('/'))).mode)) return 'not-a-directory';
    }
    return isWanted(FS.lstat(inHome(path)).mode) ? undefined : otherwise;
  };
  const entriesOf = (path: string): DirectoryEntry[] =>
    FS.readdir(inHome(path))
      .filter((name) => name !== '.' && name !== '..')
      .sort()
      .flatMap((name) => {
        const { mode, size } = FS.lstat(`${inHome(path)}/${name}`);
        if (!FS.isDir(mode) && !FS.isFile(mode)) return [];
        return [{ name, isDirectory: FS.isDir(mode), bytes: FS.isDir(mode) ? 0 : size }];
      });
  const write = (path: string, bytes: Uint8Array): FileAnswer => {
    const parent = path.split('/').slice(0, -1).join('/');
    FS.mkdirTree(inHome(parent));
    if (entriesOf(parent).some(({ name, isDirectory }) => isDirectory && path === joined(parent, name))) {
      return { fault: 'not-a-file' };
    }
    if (faultAt(parent, FS.isDir, 'not-a-directory')) return { fault: 'not-a-directory' };
    // A link in its place would lead the write elsewhere.
    if (FS.readdir(inHome(parent)).includes(path.split('/').at(-1) ?? '')) FS.unlink(inHome(path));
    FS.writeFile(inHome(path), bytes);
    return {};
  };
  return {
    write: (path: string, bytes: Uint8Array) => attempt(() => write(path, bytes)),
    read: (path: string) =>
      attempt(() => {
        const fault = faultAt(path, FS.isFile, 'not-a-file');
        return fault ? { fault } : { base64: Buffer.from(FS.readFile(inHome(path))).toString('base64') };
      }),
    list: (path: string) =>
      attempt(() => {
        const fault = faultAt(path, FS.isDir, 'not-a-directory');
        return fault ? { fault } : { entries: entriesOf(path) };
      }),
    remove: (path: string) =>
      attempt(() => {
        const fault = faultAt(path, FS.isFile, 'not-a-file');
        if (!fault) FS.unlink(inHome(path));
        return fault ? { fault } : {};
      }),
    /** Every plain file, so that it can be put back. */
    all(): StoredFile[] {
      const found: StoredFile[] = [];
      const pending = [''];
      for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
        for (const { name, isDirectory } of entriesOf(path)) {
          const inner = joined(path, name);
          if (isDirectory) pending.push(inner);
          else found.push({ path: inner, bytes: FS.readFile(inHome(inner)).slice() });
        }
      }
      return found;
    },
  };
}

const joined = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`);
