import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksSource } from './generate-checks.ts';

for (const kind of ['first', 'all'] as const) {
  writeFileSync(join(import.meta.dirname, '..', 'generated', `${kind}-checks.ts`), checksSource(kind));
}
