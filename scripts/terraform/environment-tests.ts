import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Adds a test to a copy of the root for each file of values in `environments/`: that it can be planned, which is all; what the plan holds
 * is looked at afterwards. Provider and answers are those of the root's own test. Gives their names.
 */
export function writeEnvironmentTests(rootDir: string): readonly string[] {
  const dir = join(rootDir, 'environments');
  const [head = ''] = readFileSync(join(rootDir, 'tests', 'service.tftest.hcl'), 'utf8').split(/^variables \{$/m);
  const files = readdirSync(dir).filter((name) => name.endsWith('.tfvars'));
  return files.map((file) => {
    const name = file.replace('.tfvars', '');
    const test = `${head}\nvariables {\n${readFileSync(join(dir, file), 'utf8')}}\n\nrun "${name}" {\n  command = plan\n}\n`;
    writeFileSync(join(rootDir, 'tests', `environment-${name}.tftest.hcl`), test);
    return name;
  });
}
