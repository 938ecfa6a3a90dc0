import type { Child, ChildOutcome } from '../process/child.ts';
import { decodeAnswer } from '../protocol/answer.ts';
import { parseChildReport } from '../protocol/parse-answer.ts';
import type { Language } from '../run-request.ts';
import type { DirectoryEntry, FileAnswer, FileFault, LiveRequest } from './live-protocol.ts';
import { parseExecutionReport, parseFileAnswer } from './parse-live-answer.ts';

export interface LiveLimits {
  /** Wall-clock time. At this point the process is killed, whatever it is doing. */
  readonly timeoutMs: number;
  /** Memory the session's code may use on top of what the empty interpreter needs. */
  readonly memoryMb: number;
  /** How much of stdout, and as much of stderr, is kept of one execution. */
  readonly logBytes: number;
}

/** How one execution ended. After anything but `ended` the process is gone, and variables and files with it. */
export interface Execution {
  readonly status: 'ended' | 'timed_out' | 'out_of_memory' | 'broke_down';
  /** As a process would have it: 0 when nothing was raised. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly durationMs: number;
  /** What the code did to its interpreter, when it `broke_down`, as far as that is known. */
  readonly breakdown?: { readonly type: string; readonly message: string };
}

/** A file operation that was not done. */
export class FileFaultError extends Error {
  override readonly name = 'FileFaultError';
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(`The file operation was not done: ${fault}.`);
    this.fault = fault;
  }
}

/** One hardened process with one interpreter that keeps what code leaves behind. One request at a time. */
export interface LiveInterpreter {
  readonly pid: number | undefined;
  isAlive(): boolean;
  /** Never rejects. */
  execute(code: string, language: Language, limits: LiveLimits): Promise<Execution>;
  /** Forgets variables and modules; files stay. */
  clear(): Promise<void>;
  /** Paths are relative to the home directory, without `.` and `..`. These reject with `FileFaultError`. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  readFile(path: string): Promise<Buffer>;
  listFiles(path: string): Promise<readonly DirectoryEntry[]>;
  removeFile(path: string): Promise<void>;
  /** Forgets everything. False when the process cannot be used again; it is then gone. Never rejects. */
  reset(): Promise<boolean>;
  kill(): void;
}

/** Requests other than executions are answered at once by a healthy process. */
const promptMs = 30_000;

/** What a busy machine may need to make an interpreter fresh. Others wait for it, so one that takes longer is given up. */
const resetMs = 5_000;

export function createLiveInterpreter(child: Child): LiveInterpreter {
  let isAlive = true;
  child.onExit(() => {
    isAlive = false;
  });
  const kill = () => {
    isAlive = false;
    child.kill();
  };
  const ask = async (request: LiveRequest, timeoutMs = promptMs, logBytes = 0): Promise<ChildOutcome> => {
    await child.whenReady();
    return child.run(Buffer.from(JSON.stringify(request)), timeoutMs, logBytes);
  };
  const askFiles = async (request: LiveRequest): Promise<Exclude<FileAnswer, { fault: FileFault }>> => {
    const outcome = await ask(request);
    if (outcome.kind !== 'answered') throw new FileFaultError('failed');
    const { child: report, output } = decodeAnswer(outcome.payload);
    if (!parseChildReport(report).isReusable) kill();
    const answer = parseFileAnswer(output);
    if (answer.fault !== undefined) throw new FileFaultError(answer.fault);
    return answer;
  };
  return {
    pid: child.pid,
    isAlive: () => isAlive,
    async execute(code, language, { timeoutMs, memoryMb, logBytes }) {
      const startedAt = performance.now();
      const request: LiveRequest = { kind: 'execute', language, code, memoryMb, logBytes };
      const outcome = await ask(request, timeoutMs, logBytes).catch(() => neverReady);
      const { isReusable, ...ending } = interpret(outcome);
      if (!isReusable) kill();
      const { stdout, stderr, truncated } = outcome.logs;
      return { durationMs: performance.now() - startedAt, ...ending, stdout, stderr, truncated };
    },
    clear: async () => void (await askFiles({ kind: 'clear' })),
    async writeFile(path, bytes) {
      await askFiles({ kind: 'write', path, base64: Buffer.from(bytes).toString('base64') });
    },
    readFile: async (path) => Buffer.from((await askFiles({ kind: 'read', path })).base64 ?? '', 'base64'),
    listFiles: async (path) => (await askFiles({ kind: 'list', path })).entries ?? [],
    removeFile: async (path) => void (await askFiles({ kind: 'remove', path })),
    async reset() {
      const deadline = setTimeout(kill, resetMs);
      await askFiles({ kind: 'reset' }).catch(kill);
      clearTimeout(deadline);
      return isAlive;
    },
    kill,
  };
}

const neverReady: ChildOutcome = { kind: 'died', signal: null, logs: { stdout: '', stderr: '', truncated: false } };

interface Ending extends Pick<Execution, 'status' | 'exitCode' | 'breakdown'> {
  readonly durationMs?: number;
  readonly isReusable: boolean;
}

/** Nothing a child says is believed beyond what it could say about itself. */
function interpret(outcome: ChildOutcome): Ending {
  if (outcome.kind === 'timed_out') return { status: 'timed_out', exitCode: 124, isReusable: false };
  if (outcome.kind === 'died') return { status: 'broke_down', exitCode: 137, isReusable: false };
  try {
    const { child, interpreter } = decodeAnswer(outcome.payload);
    const { memoryRefused, breakdown, durationMs, isReusable } = parseChildReport(child);
    if (memoryRefused) return { status: 'out_of_memory', exitCode: 137, durationMs, isReusable: false };
    if (breakdown) return { status: 'broke_down', exitCode: 1, breakdown, durationMs, isReusable: false };
    return { status: 'ended', ...parseExecutionReport(interpreter), durationMs, isReusable };
  } catch {
    const breakdown = { type: 'InterpreterBreakdown', message: 'The interpreter gave an answer that cannot be read.' };
    return { status: 'broke_down', exitCode: 1, breakdown, isReusable: false };
  }
}
