import { type ChildProcess, spawn } from 'node:child_process';
import { deathSignalPrefix } from './death-signal.ts';
import type { ProcessGuard } from './process-guard.ts';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child in its own process group that cannot outlive this process. */
export interface ContainedProcess {
  readonly pid: number;
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  readonly exited: Promise<Exit>;
  /** Signals the whole group; nothing happens when it is gone. */
  kill(signal: NodeJS.Signals): void;
}

export interface ContainedCommand {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly guard: ProcessGuard;
}

/**
 * Starts a program with exactly the environment given. Its stdin is a pipe that nobody writes to: it ends when this process
 * does, and a program may watch it.
 */
export function startContained({ command, env, cwd, guard }: ContainedCommand): ContainedProcess {
  const [program = '', ...args] = [...deathSignalPrefix(), ...command];
  const child = spawn(program, args, { env: { ...env }, cwd, detached: true, stdio: 'pipe' });
  const { pid } = child;
  if (pid === undefined) throw startError(child, program);
  guard.watch(pid);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      // What the program left behind in its group goes with it.
      killGroup(pid, 'SIGKILL');
      guard.forget(pid);
      resolve({ code, signal });
    });
  });
  return { pid, stdout: child.stdout, stderr: child.stderr, exited, kill: (signal) => killGroup(pid, signal) };
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // EPERM is what some systems say of a group in which only unreaped processes are left.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function startError(child: ChildProcess, program: string): Error {
  // The reason comes as an event later; without a listener it would end this process.
  child.once('error', () => undefined);
  return new Error(`${program} could not be started`);
}
