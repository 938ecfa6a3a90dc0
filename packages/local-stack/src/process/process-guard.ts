import { spawn } from 'node:child_process';

/**
 * Reads `+ <group>` and `- <group>` lines; when its input ends, kills the groups that are left. Plain sh, so that it costs
 * next to nothing and runs everywhere.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups=' '
while read -r verb group; do
  case $verb in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

/** Ends process groups when this process ends, also when it is killed and can do nothing itself. */
export interface ProcessGuard {
  watch(group: number): void;
  forget(group: number): void;
  /** Kills the groups still watched. */
  close(): Promise<void>;
}

/** Starts the guard: a shell at the other end of a pipe, in a session of its own so that Ctrl-C does not reach it. */
export function startProcessGuard(): ProcessGuard {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const exited = new Promise<void>((resolve) => {
    shell.once('exit', () => resolve());
    shell.once('error', () => resolve());
  });
  // A guard that was killed from outside must not take the stack with it.
  shell.stdin.on('error', () => undefined);
  const say = (line: string) => {
    if (shell.stdin.writable) shell.stdin.write(`${line}\n`);
  };
  return {
    watch: (group) => say(`+ ${group}`),
    forget: (group) => say(`- ${group}`),
    close() {
      shell.stdin.end();
      return exited;
    },
  };
}
