import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { run } from './terraform-command.ts';
import type { NamedPlan } from './test-folder.ts';

/** Where `terraform/service.json` is not what the code says. */
export const serviceFaults = (): Promise<readonly string[]> => deploymentCheck('write-service.ts', '--check');

/** Where what is planned does not fit what the code reads, calls and counts on. */
export async function codeFaults(plans: readonly NamedPlan[], workDir: string): Promise<readonly string[]> {
  const file = join(workDir, 'plans.json');
  writeFileSync(file, JSON.stringify(plans));
  return deploymentCheck('check-plans.ts', file);
}

/** Programs of `packages/deployment`, which knows the code; they print a line for each fault. */
async function deploymentCheck(program: string, ...args: string[]): Promise<readonly string[]> {
  const path = join(root, 'packages', 'deployment', 'src', program);
  const { code, stdout, stderr } = await run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path, ...args],
    { cwd: root },
  );
  const faults = stdout.split('\n').filter((line) => line !== '');
  return code === 0 || faults.length > 0 ? faults : [stderr];
}
