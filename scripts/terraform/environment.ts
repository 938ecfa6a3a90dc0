import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir } from '../workspace.ts';
import { withBucket } from './backend-file.ts';
import { terraformDir } from './folders.ts';
import { findTerraform, type Terraform } from './terraform-command.ts';
import { textValue } from './tfvars.ts';

const verbs = ['bootstrap', 'plan', 'preview', 'apply', 'destroy', 'output'] as const;
type Verb = (typeof verbs)[number];

const environmentsDir = join(terraformDir, 'environments');
const bootstrapDir = join(terraformDir, 'bootstrap');

/** What a person or a pipeline asks for one environment. Gives Terraform's exit code. */
async function main(verb: string | undefined, name: string): Promise<number> {
  const known = environments();
  if (!isVerb(verb)) return refuse(`There is no ${verb}: ${verbs.join(', ')}`);
  if (!known.includes(name)) return refuse(`There is no environment "${name}": ENV must be one of ${known.join(', ')}`);
  const terraform = findTerraform(credentials());
  if (!terraform) return refuse('Terraform is not installed: https://developer.hashicorp.com/terraform/install');
  if (verb === 'bootstrap') return bootstrap(terraform, name);
  const plan = join(buildDir, 'terraform-plans', `${name}.tfplan`);
  if (verb === 'apply' && name === 'prod' && !existsSync(plan))
    return refuse('prod is changed by a plan that somebody has read: make plan ENV=prod first');
  const backend = join(environmentsDir, `${name}-backend.hcl`);
  if (!/^bucket /m.test(readFileSync(backend, 'utf8')))
    return refuse(`${name} has no place for its state yet: make bootstrap ENV=${name}`);
  // Another environment may have been the last one here.
  const init = await terraform.attached(
    terraformDir,
    'init',
    '-reconfigure',
    '-input=false',
    `-backend-config=${backend}`,
  );
  return init === 0 ? act(terraform, verb, name, plan) : init;
}

async function act(
  terraform: Terraform,
  verb: Exclude<Verb, 'bootstrap'>,
  name: string,
  plan: string,
): Promise<number> {
  const values = `-var-file=${join(environmentsDir, `${name}.tfvars`)}`;
  const terraformIn = (...args: string[]) => terraform.attached(terraformDir, ...args);
  if (verb === 'output') return terraformIn('output');
  if (verb === 'destroy') return terraformIn('destroy', values);
  // With rights to read alone: no lock, and the state as it was last seen, since secrets in it may not be looked at again.
  if (verb === 'preview')
    return terraformIn('plan', '-input=false', '-no-color', '-lock=false', '-refresh=false', values);
  mkdirSync(join(plan, '..'), { recursive: true });
  if (verb === 'plan') return terraformIn('plan', values, `-out=${plan}`);
  const code = await (existsSync(plan) ? terraformIn('apply', plan) : terraformIn('apply', values));
  // A plan is good once.
  rmSync(plan, { force: true });
  if (code === 0) for (const url of ['api_url', 'key_api_url']) await terraformIn('output', url);
  return code;
}

/** Its state stays on this machine, by environment. */
async function bootstrap(terraform: Terraform, name: string): Promise<number> {
  const tfvars = readFileSync(join(environmentsDir, `${name}.tfvars`), 'utf8');
  const values = ['environment', 'region', 'owner', 'cost_center'].map(
    (variable) => `-var=${variable}=${textValue(tfvars, variable)}`,
  );
  const repository = process.env.REPOSITORY === undefined ? [] : [`-var=repository=${process.env.REPOSITORY}`];
  const state = `-state=${name}.tfstate`;
  const init = await terraform.attached(bootstrapDir, 'init', '-input=false');
  if (init !== 0) return init;
  const code = await terraform.attached(bootstrapDir, 'apply', state, ...values, ...repository);
  if (code !== 0) return code;
  const { stdout: bucket } = await terraform.run(bootstrapDir, 'output', state, '-raw', 'state_bucket');
  const file = join(environmentsDir, `${name}-backend.hcl`);
  writeFileSync(file, withBucket(readFileSync(file, 'utf8'), bucket));
  process.stdout.write(`The state's bucket now stands in terraform/environments/${name}-backend.hcl: commit it.\n`);
  return 0;
}

/** The emulator's values are for make tf-emulate alone. */
const environments = (): readonly string[] =>
  readdirSync(environmentsDir)
    .filter((file) => file.endsWith('.tfvars') && file !== 'emulator.tfvars')
    .map((file) => file.replace('.tfvars', ''))
    .sort();

/** Of the account: what the person or the pipeline brings along. */
const credentials = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(AWS_|TF_VAR_)/.test(name)));

const isVerb = (verb: string | undefined): verb is Verb => verbs.some((known) => known === verb);

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}

process.exitCode = await main(process.argv[2], process.argv[3] ?? '');
