import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../start/start-error.ts';

/** Path of the DynamoDB engine for this machine. Throws when there is none for its platform. */
export function engineBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch (cause) {
    throw new StartError(
      `There is no embedded DynamoDB for ${platform}-${arch} (${name} is not installed): ` +
        'run one of your own and set AWS_ENDPOINT_URL_DYNAMODB to its address.',
      { cause },
    );
  }
}
