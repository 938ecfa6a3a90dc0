import { join } from 'node:path';
import { prepareAssets } from '../build/prepare-assets.ts';
import type { RunLimits } from '../limits.ts';
import type { Language, RunRequest } from '../run-request.ts';
import type { RunResult } from '../run-result.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts';

/** Outside the sources, beside what else is built; shared by all tests and by the bundle. */
export const assetsDirectory = join(import.meta.dirname, '..', '..', '..', '..', '.build', 'sandbox');

const ampleLimits: RunLimits = { timeoutMs: 20_000, memoryMb: 128, outputBytes: 1_048_576, logBytes: 16_384 };

export interface TestSandbox extends Sandbox {
  /** Runs a function `f` of the source with the given arguments by name. */
  call(language: Language, source: string, input?: object, limits?: Partial<RunLimits>): Promise<RunResult>;
}

/** A sandbox over assets that are made when they are missing. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  await prepareAssets({ directory: assetsDirectory });
  const sandbox = createSandbox({ assetsDir: assetsDirectory, ...options });
  return {
    ...sandbox,
    call: (language, source, input = {}, limits = {}) => sandbox.run(aRequest(language, source, input, limits)),
  };
}

export function aRequest(
  language: Language,
  source: string,
  input: object = {},
  limits: Partial<RunLimits> = {},
): RunRequest {
  return {
    language,
    source,
    functionName: 'f',
    calling: 'named',
    parameterNames: Object.keys(input),
    argumentsJson: JSON.stringify(input),
    limits: { ...ampleLimits, ...limits },
  };
}
