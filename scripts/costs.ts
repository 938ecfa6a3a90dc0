import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costsDocument } from './costs/costs-document.ts';
import { root } from './workspace.ts';

writeFileSync(join(root, 'docs', 'costs.md'), costsDocument());
