import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The folder of this code: `__dirname` in the CommonJS bundle, `import.meta` when the sources run as they are. */
const here = typeof __dirname === 'string' ? __dirname : import.meta.dirname;

/** Where a file of a dependency is: beside the bundle, or else in the installed package. */
export function packageFile(fileName: string, specifier: string): string {
  const beside = join(here, fileName);
  return existsSync(beside) ? beside : createRequire(join(here, 'package-file.js')).resolve(specifier);
}
