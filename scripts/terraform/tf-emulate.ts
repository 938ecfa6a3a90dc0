import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildDir, root } from '../workspace.ts';
import { copyTree } from './copy-tree.ts';
import { isMotoInstalled, type Moto, startMoto } from './moto.ts';
import { type Finished, findTerraform, run, type Terraform } from './terraform-command.ts';

const region = 'us-east-1';
const workDir = join(buildDir, 'terraform-emulated');
const values = '-var-file=environments/emulator.tfvars';
const bootstrapValues = [
  'environment=emulated',
  `region=${region}`,
  'owner=platform',
  'cost_center=none',
  'emulated=true',
];

/** The whole life of an environment against an emulator: what it needs first, apply, a second plan that is empty, use, destroy. */
async function main(): Promise<boolean> {
  if (findTerraform() === undefined || !isMotoInstalled()) {
    process.stdout.write('skip terraform or moto_server is not installed: nothing was emulated\n');
    return true;
  }
  const tree = copyTree(workDir);
  const moto = await startMoto(region);
  try {
    await live(tree, moto);
    return true;
  } catch (error) {
    process.stdout.write(`FAIL ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  } finally {
    await moto.stop();
  }
}

async function live(tree: string, moto: Moto): Promise<void> {
  const terraform = findTerraform(moto.env);
  if (!terraform) throw new Error('Terraform has gone');
  const step = stepsOf(terraform);
  const bootstrap = join(tree, 'bootstrap');
  await step('init of bootstrap', bootstrap, ['init', '-input=false']);
  await step('apply of bootstrap', bootstrap, ['apply', ...auto, ...bootstrapValues.map((value) => `-var=${value}`)]);
  const { stdout: backend } = await terraform.run(bootstrap, 'output', '-json', 'backend');
  writeFileSync(join(tree, 'emulator-backend.hcl'), backendFile(JSON.parse(backend)));
  await step('init with the state in S3', tree, ['init', '-input=false', '-backend-config=emulator-backend.hcl']);
  const applied = step('apply', tree, ['apply', ...auto, values]);
  await Promise.all([applied, lockHolds(terraform, tree)]);
  await step('second plan is empty', tree, ['plan', '-input=false', '-no-color', '-detailed-exitcode', values]);
  await smoke(terraform, tree, moto);
  await step('destroy', tree, ['destroy', ...auto, values]);
}

const auto = ['-auto-approve', '-input=false', '-no-color'];

function stepsOf(terraform: Terraform) {
  return async (what: string, dir: string, args: readonly string[]): Promise<Finished> => {
    const started = performance.now();
    const finished = await terraform.run(dir, ...args);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    if (finished.code !== 0) throw new Error(`${what} (${seconds} s)\n${finished.stdout}${finished.stderr}`);
    const [summary = ''] = /^(Apply|Destroy) complete!.*$|^No changes\./m.exec(finished.stdout) ?? [];
    process.stdout.write(`ok   ${what} (${seconds} s) ${summary}\n`);
    return finished;
  };
}

/** While the apply runs nobody else may touch the state. */
async function lockHolds(terraform: Terraform, tree: string): Promise<void> {
  await sleep(8_000);
  const { code, stderr } = await terraform.run(tree, 'plan', '-input=false', '-no-color', '-lock-timeout=0s', values);
  if (code === 0 || !/Error acquiring the state lock/.test(stderr))
    throw new Error(`a second plan met no lock: ${stderr}`);
  process.stdout.write('ok   the lock holds while apply runs\n');
}

/** Writes and reads through the adapters that the functions use, in what has been made. */
async function smoke(terraform: Terraform, tree: string, moto: Moto): Promise<void> {
  const { stdout } = await terraform.run(tree, 'output', '-json');
  const outputs: Readonly<Record<string, { readonly value: unknown }>> = JSON.parse(stdout);
  const env = Object.fromEntries(
    Object.entries(outputs).map(([name, { value }]) => [name.toUpperCase(), String(value)]),
  );
  const program = join(root, 'packages', 'deployment', 'src', 'smoke.ts');
  const finished = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    cwd: root,
    env: { ...process.env, ...moto.env, ...env },
  });
  if (finished.code !== 0) throw new Error(`adapters against the emulator\n${finished.stdout}${finished.stderr}`);
  process.stdout.write(finished.stdout);
}

const backendFile = (backend: Readonly<Record<string, unknown>>) =>
  Object.entries(backend)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
    .join('');

process.exitCode = (await main()) ? 0 : 1;
