import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStackProcess } from '../../campaigns/stack-process.ts';
import { median } from '../../report/statistics.ts';
import { processFamily } from '../../stack/process-family.ts';
import { atMost, type Bar, inMs, type Outcome } from '../measurement.ts';

const starts = 5;

/** `make start` until `/health` answers 200, and what all its processes hold when nothing happens. */
export const startAndMemory: Bar = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dtr-bench-'));
  try {
    const times: number[] = [];
    let memory: Outcome | undefined;
    for (let start = 0; start < starts; start += 1) {
      const stack = await startStackProcess(dataDir);
      times.push(stack.readyMs);
      if (start === starts - 1) memory = await idleMemory(stack.pid);
      await stack.stop();
    }
    const detail = `median of ${starts} starts, ${inMs(Math.min(...times))} to ${inMs(Math.max(...times))}`;
    return [atMost('start to a 200 of /health', 4, median(times) / 1_000, detail, ' s'), ...(memory ? [memory] : [])];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** Resident memory, shared pages counted for each process: more than the machine really gives. */
async function idleMemory(pid: number): Promise<Outcome> {
  const what = 'idle memory of all processes';
  await sleep(5_000);
  try {
    const processes = processFamily(pid);
    const resident = processes.reduce((sum, { residentKb }) => sum + residentKb, 0) / 1_000_000;
    return atMost(what, 1, resident, `${processes.length} processes`, ' GB');
  } catch {
    return { what, bar: 'at most 1 GB', skipped: 'this system has no /proc' };
  }
}
