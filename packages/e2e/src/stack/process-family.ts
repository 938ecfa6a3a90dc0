import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FamilyMember {
  readonly pid: number;
  readonly parent: number;
  /** Memory that is in use now, pages shared with others included. */
  readonly residentKb: number;
}

/** A process and everything it started, directly or not. Throws where there is no `/proc`. */
export function processFamily(pid: number): readonly FamilyMember[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(memberOf);
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    const children = all.filter((entry) => family.has(entry.parent) && !family.has(entry.pid));
    for (const child of children) family.add(child.pid);
    grown = children.length > 0;
  }
  return all.filter((entry) => family.has(entry.pid));
}

/** Whether a process was started with a variable of this value. */
export function hasVariable(pid: number, name: string, value: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${name}=${value}`);
  } catch {
    return false;
  }
}

/** Nothing for a process that ended meanwhile. */
function memberOf(name: string): readonly FamilyMember[] {
  try {
    const status = readFileSync(join('/proc', name, 'status'), 'utf8');
    const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ pid: field('Pid'), parent: field('PPid'), residentKb: field('VmRSS') }];
  } catch {
    return [];
  }
}
