import type { LiveInterpreter, LiveInterpreters } from '@dtr/sandbox/live';

const secret = 'a'.repeat(32);
const report = '{"report":{"outcome":"returned"},"logs":{"stdout":"","stderr":"","truncated":false}}';
const stdout = `\ndtr begin ${secret} instant-1\n${secret} done ${report}\n"instant"\nend\n`;

/** Run nothing and say at once what the harness says of a tool that returned: for measuring what is around them. */
export function createInstantInterpreters(): LiveInterpreters {
  const refuse = () => Promise.reject(new Error('There are no files here.'));
  const interpreter: LiveInterpreter = {
    pid: undefined,
    isAlive: () => true,
    execute: async () => ({ status: 'ended', exitCode: 0, stdout, stderr: '', truncated: false, durationMs: 1 }),
    clear: async () => undefined,
    ...{ writeFile: refuse, readFile: refuse, listFiles: refuse, removeFile: refuse },
    reset: async () => true,
    kill: () => undefined,
  };
  return {
    open: async () => interpreter,
    giveBack: async () => undefined,
    count: () => 0,
    close: async () => undefined,
  };
}
