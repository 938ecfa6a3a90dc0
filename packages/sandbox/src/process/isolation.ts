import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** What the operating system adds around a child: the words to put before its command, and what they achieve. */
export interface Isolation {
  readonly command: readonly string[];
  /** The child has no network interface at all, not even loopback. */
  readonly hasOwnNetwork: boolean;
  /** The kernel kills the child when its parent ends, also when the parent is killed. */
  readonly endsWithParent: boolean;
}

const unshare = ['/usr/bin/unshare', '--user', '--map-root-user', '--net', '--ipc', '--uts'];
const setpriv = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--no-new-privs'];
/** Inside its own user namespace the child would hold every capability over that namespace; it needs none. */
const dropCapabilities = ['--inh-caps', '-all', '--bounding-set', '-all'];

/** Strongest first. The death signal comes last before the command: it does not survive entering a namespace. */
const candidates: readonly Isolation[] = [
  { command: [...unshare, ...setpriv, ...dropCapabilities], hasOwnNetwork: true, endsWithParent: true },
  { command: [...unshare, ...setpriv], hasOwnNetwork: true, endsWithParent: true },
  { command: setpriv, hasOwnNetwork: false, endsWithParent: true },
  { command: unshare, hasOwnNetwork: true, endsWithParent: false },
];
const bare: Isolation = { command: [], hasOwnNetwork: false, endsWithParent: false };

let probed: Promise<Isolation> | undefined;

/**
 * The strongest isolation this machine allows, found once per process by trying. Machines without the tools or without
 * user namespaces get less, never an error: these layers are extra, and no promise of the sandbox rests on them alone.
 */
export function probeIsolation(): Promise<Isolation> {
  probed ??= firstThatWorks();
  return probed;
}

async function firstThatWorks(): Promise<Isolation> {
  for (const candidate of candidates) {
    if (await works(candidate.command)) return candidate;
  }
  return bare;
}

async function works([file = '', ...rest]: readonly string[]): Promise<boolean> {
  if (!existsSync(file)) return false;
  try {
    await promisify(execFile)(file, [...rest, process.execPath, '--version'], { env: {}, timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}
