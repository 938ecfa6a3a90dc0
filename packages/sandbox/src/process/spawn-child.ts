import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ChildFile, Engine } from '../engines.ts';
import type { Isolation } from './isolation.ts';

/**
 * Node's own switches for a process that runs hostile code: it may read its assets and nothing else, start nothing,
 * load no native code, make no code out of strings. A Node that does not know one of them refuses to start.
 */
const required = ['--permission', '--disallow-code-generation-from-strings', '--no-addons', '--no-warnings'] as const;

/** These remove features that some versions of Node have; a version that lacks the switch lacks the feature. */
const whereKnown = [
  '--disable-sigusr1',
  '--no-experimental-websocket',
  '--no-experimental-fetch',
  '--no-experimental-eventsource',
  '--no-experimental-global-navigator',
] as const;

/** Starts a hardened process with an empty environment. stdin and stdout carry frames; stderr is only ever Node's own last words. */
export function spawnChild(
  engine: Engine,
  assetsDir: string,
  isolation: Isolation,
  file: ChildFile = 'child.mjs',
): ChildProcess {
  const directory = join(assetsDir, engine.name);
  const node = [
    process.execPath,
    ...required,
    ...whereKnown.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
    ...engine.flags,
    `--allow-fs-read=${directory}/`,
    join(directory, file),
  ];
  const [program = process.execPath, ...args] = [...isolation.command, ...node];
  return spawn(program, args, { cwd: directory, env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
}
