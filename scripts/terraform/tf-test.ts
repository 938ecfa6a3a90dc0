import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir } from '../workspace.ts';
import { codeFaults, serviceFaults } from './code-checks.ts';
import { copyTree } from './copy-tree.ts';
import { emulatedGateFaults } from './emulated-gates.ts';
import { writeEnvironmentTests } from './environment-tests.ts';
import { type TerraformFolder, terraformFolders } from './folders.ts';
import { readGateList } from './readme-files.ts';
import { styleFaults } from './style-faults.ts';
import { findTerraform, run, type Terraform } from './terraform-command.ts';
import { type FolderReport, templatesOf, testFolder } from './test-folder.ts';

const workDir = join(buildDir, 'terraform');
const treeDir = join(workDir, 'terraform');
/** A Terraform with the AWS provider takes up to 600 MB and a core. */
const atOnce = 2;

/** Folders are named by arguments; without any it is all of them. The root takes its modules with it. */
const asked = process.argv.slice(2);
const isAsked = ({ name }: TerraformFolder) => asked.length === 0 || asked.includes(name);

async function main(): Promise<boolean> {
  const folders = terraformFolders();
  const style = [...folders.flatMap(styleFaults), ...emulatedGateFaults(folders, readGateList())];
  report('style and READMEs', style);
  const service = await serviceFaults();
  report('service.json', service);
  style.push(...service);
  const terraform = findTerraform();
  if (!terraform) {
    process.stdout.write('skip Terraform is not installed: its code was read, not run\n');
    return style.length === 0;
  }
  copyTree(workDir);
  const faults = [...style, ...(await formatFaults(terraform))];
  if (!(await isProviderThere(terraform, folders))) {
    process.stdout.write('skip the AWS provider is neither in a mirror nor to be fetched: nothing was planned\n');
    return faults.length === 0;
  }
  const environments = writeEnvironmentTests(treeDir);
  const reports = await testAll(terraform, folders.filter(isAsked));
  const templates = templatesOf(reports.flatMap(({ plans }) => plans));
  const code = await serviceReport(reports, environments);
  faults.push(...reports.flatMap((entry) => entry.faults), ...code, ...(await templateFaults(templates)));
  const sum = (key: 'runs' | 'assertions') => reports.reduce((total, entry) => total + entry[key], 0);
  process.stdout.write(`${sum('assertions')} assertions in ${sum('runs')} plans, ${faults.length} faults\n`);
  return faults.length === 0;
}

/** The code against the plans of every environment, when the root was asked for. */
async function serviceReport(reports: readonly FolderReport[], environments: readonly string[]) {
  const plans = reports.find(({ name }) => name === '.')?.plans;
  if (!plans) return [];
  const unplanned = environments.filter((wanted) => !plans.some(({ name }) => name === wanted));
  const faults = [...unplanned.map((name) => `${name} was not planned`), ...(await codeFaults(plans, workDir))];
  report(`code and ${plans.length} plans of the service`, faults);
  return faults;
}

async function formatFaults(terraform: Terraform): Promise<readonly string[]> {
  const { stdout } = await terraform.run(treeDir, 'fmt', '-check', '-recursive', '-list=true');
  const faults = stdout.split('\n').filter((name) => name !== '');
  report(
    'format',
    faults.map((name) => `terraform/${name} is not formatted: make tf-format`),
  );
  return faults;
}

async function isProviderThere(terraform: Terraform, [first]: readonly TerraformFolder[]): Promise<boolean> {
  const { code, stderr } = await terraform.run(
    join(treeDir, first?.name ?? '.'),
    'init',
    '-backend=false',
    '-input=false',
    '-no-color',
  );
  return code === 0 || !/could not query provider registry|Failed to query available provider packages/.test(stderr);
}

async function testAll(terraform: Terraform, folders: readonly TerraformFolder[]): Promise<readonly FolderReport[]> {
  const waiting = [...folders];
  const reports: FolderReport[] = [];
  const work = async () => {
    for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
      const started = performance.now();
      const done = await testFolder(terraform, folder, join(treeDir, folder.name));
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      report(`${folder.name}: ${done.assertions} assertions in ${done.runs} plans (${seconds} s)`, done.faults);
      reports.push(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return reports;
}

/** What AWS would say of the AgentCore templates, as far as cfn-lint knows its schemas. */
async function templateFaults(templates: readonly string[]): Promise<readonly string[]> {
  if (templates.length === 0) return [];
  const files = templates.map((template, index) => {
    const file = join(workDir, `agentcore-${index + 1}.json`);
    writeFileSync(file, template);
    return file;
  });
  try {
    const { code, stdout, stderr } = await run('cfn-lint', ['--format', 'parseable', '--', ...files], { cwd: workDir });
    const faults = code === 0 ? [] : [stdout || stderr];
    report(`cfn-lint: ${files.length} templates`, faults);
    return faults;
  } catch {
    process.stdout.write('skip cfn-lint is not installed: the AgentCore templates were rendered, not linted\n');
    return [];
  }
}

function report(what: string, faults: readonly string[]): void {
  process.stdout.write(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${what}\n${faults.map((fault) => `     ${fault}\n`).join('')}`,
  );
}

process.exitCode = (await main()) ? 0 : 1;
