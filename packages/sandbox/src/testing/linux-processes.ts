import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Reads of the process table as Linux shows it; elsewhere the tests that need it are left out. */
export const hasProcessTable = existsSync('/proc/self/stat');

interface ProcessStat {
  readonly state: string;
  readonly parent: number;
}

/** Absent when there is no such process. */
function statOf(pid: number): ProcessStat | undefined {
  try {
    const [state = '', parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Gone, or only waiting for its parent to take notice. */
export function hasEnded(pid: number): boolean {
  return (statOf(pid)?.state ?? 'Z') === 'Z';
}

export function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => statOf(pid)?.parent === parent && !hasEnded(pid));
}

export function readProcessFile(pid: number | undefined, name: 'cmdline' | 'environ' | 'status'): string {
  return readFileSync(`/proc/${pid}/${name}`, 'utf8');
}
