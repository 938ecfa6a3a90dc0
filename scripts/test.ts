import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir, root } from './workspace.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const reportsDir = join(buildDir, 'reports');

/** Checks without a report of their own: each counts as one. In the order that fails fastest. */
const checks: ReadonlyArray<readonly [name: string, command: string, ...args: string[]]> = [
  ['format and lint', bin('biome'), 'ci', '--error-on-warnings', '.'],
  ['boundaries', process.execPath, 'scripts/boundaries.ts'],
  ['types', bin('tsc'), '-b'],
  ['unused', bin('knip')],
  ['openapi', bin('redocly'), 'lint', 'docs/openapi.json'],
  // The service as a whole; its modules, one by one, are `make tf-test`.
  ['terraform', process.execPath, 'scripts/terraform/tf-test.ts', '.'],
];

async function main(): Promise<void> {
  rmSync(reportsDir, { recursive: true, force: true });
  mkdirSync(reportsDir, { recursive: true });
  const tallies: Tally[] = [];
  for (const check of checks) tallies.push(await runCheck(check));
  for (const project of ['unit', 'stack']) tallies.push(await runJest(project));
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function runCheck([name, command, ...args]: (typeof checks)[number]): Promise<Tally> {
  const started = performance.now();
  const code = await run(command, args);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(started)})\n`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Counts come from Jest's own report; a suite that could not run at all counts as one failure. */
async function runJest(project: string): Promise<Tally> {
  const report = join(reportsDir, `${project}.json`);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const code = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    jest,
    '--selectProjects',
    project,
    // Jest leaves one core to itself, which is half of a small machine; most suites wait for a process they started.
    '--maxWorkers=100%',
    '--json',
    `--outputFile=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // The JSON report goes to its file; Jest also prints it, which nobody wants to read.
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', args.includes('--json') ? 'ignore' : 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const seconds = (started: number) => `${((performance.now() - started) / 1_000).toFixed(1)} s`;

await main();
