import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildDir } from '../workspace.ts';

const configFile = join(buildDir, 'terraform', 'cli.tfrc');
const provider = join('registry.terraform.io', 'hashicorp', 'aws');

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Terraform somewhere, without the account, variables and log settings of whoever calls. */
export interface Terraform {
  run(cwd: string, ...args: string[]): Promise<Finished>;
  /** For a person: asks and answers on their terminal. Gives the exit code. */
  attached(cwd: string, ...args: string[]): Promise<number>;
  /** For output that is too long to keep: `onLine` gets each line of it. Gives the exit code. */
  stream(onLine: (line: string) => void, cwd: string, ...args: string[]): Promise<number>;
}

/** `undefined` where Terraform is not installed. `added`: variables of its environment, such as those of an account. */
export function findTerraform(added: NodeJS.ProcessEnv = {}): Terraform | undefined {
  if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).error) return undefined;
  const env = { ...environment(), ...added };
  return {
    run: (cwd, ...args) => run('terraform', args, { cwd, env }),
    async attached(cwd, ...args) {
      const [code] = await once(spawn('terraform', args, { cwd, env, stdio: 'inherit' }), 'close');
      return code ?? 1;
    },
    async stream(onLine, cwd, ...args) {
      const child = spawn('terraform', args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'close');
      for await (const line of createInterface({ input: child.stdout })) onLine(line);
      const [code] = await ended;
      return code ?? 1;
    },
  };
}

/** Collects what a command prints; its exit code is the caller's to judge. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
  const given = process.env.TF_CLI_CONFIG_FILE;
  const mirror = pluginMirror();
  // A settings file that is there is respected; a name of none would be a warning with every command.
  const config = given !== undefined && existsSync(given) ? given : mirror && writeConfig(mirror);
  return {
    ...Object.fromEntries(kept),
    ...(config && { TF_CLI_CONFIG_FILE: config }),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** A folder that holds the provider already, so that nothing is fetched; `undefined` for Terraform's own ways. */
function pluginMirror(): string | undefined {
  const optional = existsSync('/opt') ? readdirSync('/opt').map((name) => join('/opt', name)) : [];
  return [
    process.env.TF_PLUGIN_MIRROR,
    join(homedir(), '.terraform.d', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...optional,
  ].find((dir) => dir !== undefined && existsSync(join(dir, provider)));
}

function writeConfig(mirror: string): string {
  mkdirSync(join(configFile, '..'), { recursive: true });
  writeFileSync(
    configFile,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return configFile;
}
