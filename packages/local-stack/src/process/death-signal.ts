import { spawnSync } from 'node:child_process';

let prefix: readonly string[] | undefined;

/**
 * The command to put before another so that the kernel kills it when its parent dies, however that happens. Empty where
 * the system has none (then the process guard alone does the work). Probed once.
 */
export function deathSignalPrefix(): readonly string[] {
  prefix ??= probe(['setpriv', '--pdeathsig', 'KILL', '--']);
  return prefix;
}

function probe(command: readonly [string, ...string[]]): readonly string[] {
  const [program, ...args] = command;
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0 ? command : [];
}
