import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTexts } from './make-texts.ts';

/** `pnpm harness`, after a part of the harness has changed. */
writeFileSync(join(import.meta.dirname, 'texts.ts'), await makeTexts());
