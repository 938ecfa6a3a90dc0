import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBucket } from './backend-file.ts';
import { terraformDir } from './folders.ts';
import { textValue } from './tfvars.ts';

const environmentsDir = join(terraformDir, 'environments');
const textOf = (file: string) => readFileSync(join(environmentsDir, file), 'utf8');
const ask = (...args: string[]) => {
  const program = join(import.meta.dirname, 'environment.ts');
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stderr: stderr.replace(/^\(.*\n/gm, '') };
};

describe('environments', () => {
  it('are real but for the one of the emulator', () => {
    const emulated = readdirSync(environmentsDir).filter((file) => /^emulated|^max_retries/m.test(textOf(file)));

    expect(emulated).toEqual(['emulator.tfvars']);
  });

  it.each(['dev', 'staging', 'prod'])('%s has values, and a place for its state in the same region', (name) => {
    const values = textOf(`${name}.tfvars`);

    expect(textValue(values, 'environment')).toBe(name);
    expect(textOf(`${name}-backend.hcl`)).toContain(`"${textValue(values, 'region')}"`);
    expect(textOf(`${name}-backend.hcl`)).toContain(`"dtr-locks-${name}"`);
  });

  it('keep the data of production when they are destroyed', () => {
    expect(textOf('prod.tfvars')).not.toMatch(/^is_kept_on_destroy/m);
  });
});

describe('asking for an environment', () => {
  it('refuses one that there is not, and names those there are', () => {
    expect(ask('plan', 'production')).toEqual({
      status: 1,
      stderr: 'There is no environment "production": ENV must be one of dev, prod, staging\n',
    });
    expect(ask('plan', 'emulator').status).toBe(1);
  });

  it('refuses what it cannot do', () => {
    expect(ask('delete', 'dev').stderr).toBe('There is no delete: bootstrap, plan, preview, apply, destroy, output\n');
  });
});

describe('withBucket', () => {
  it('names the bucket, or another one', () => {
    const once = withBucket('# Why.\nkey            = "a"\n', 'one');

    expect(once).toBe('# Why.\nbucket         = "one"\nkey            = "a"\n');
    expect(withBucket(once, 'two')).toBe('# Why.\nbucket         = "two"\nkey            = "a"\n');
  });
});
