import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunction } from '../lambda/lambda-function.ts';

/** A folder for one test file, and how to remove it. */
export function temporaryFolder(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'dtr-stack-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Writes `index.js` of a function, as a bundle would be. Returns its folder. */
export function writeFunction(root: string, name: string, source: string): string {
  const codeDir = join(root, name);
  mkdirSync(codeDir, { recursive: true });
  writeFileSync(join(codeDir, 'index.js'), source);
  return codeDir;
}

/** A function definition with few processes and short times, for tests. */
export function aFunction(codeDir: string, given: Partial<LambdaFunction> = {}): LambdaFunction {
  const name = given.name ?? 'fixture';
  return {
    name,
    shortName: name,
    codeDir,
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: {},
    credentials: { accessKeyId: 'ASIAFIXTURE', secretAccessKey: 'secret', sessionToken: 'token' },
    scaling: { minimum: 0, eager: 2, maximum: 2, concurrency: 100, idleMs: 60_000 },
    ...given,
  };
}
