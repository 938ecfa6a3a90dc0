import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceFacts } from './service.ts';

/** Writes `terraform/service.json`; with `--check` says whether it is what the code says, and changes nothing. */
const path = join(import.meta.dirname, '..', '..', '..', 'terraform', 'service.json');
const facts = serviceFacts();
if (!process.argv.includes('--check')) writeFileSync(path, `${JSON.stringify(facts, undefined, 2)}\n`);
else if (JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))) !== JSON.stringify(facts)) {
  process.stdout.write('terraform/service.json is not what the code says: make tf-format\n');
  process.exitCode = 1;
}
