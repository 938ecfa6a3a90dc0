import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChecksKind, checksSource } from './generate-checks.ts';

describe('the checks that are compiled ahead', () => {
  it.each<ChecksKind>(['first', 'all'])(
    'in %s-checks.ts are what the schemas give; write them anew with "pnpm checks"',
    (kind) => {
      const written = readFileSync(join(import.meta.dirname, '..', 'generated', `${kind}-checks.ts`), 'utf8');

      expect(written).toBe(checksSource(kind));
    },
  );
});
