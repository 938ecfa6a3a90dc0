import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@dtr/lambda-kit';

/** How to reach a service of the local stack with the keys of its operator. */
export interface LocalTarget {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** As the README of the local stack says. `undefined` when it never ran in this data folder. */
export function localTarget({ DTR_DATA_DIR }: Environment, service: 'sqs' | 'dynamodb'): LocalTarget | undefined {
  const dataDir = dataDirOf({ DTR_DATA_DIR });
  try {
    const endpoints = JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'));
    const keys = readFileSync(join(dataDir, 'keys', 'operator'), 'utf8');
    const [accessKeyId = '', secretAccessKey = ''] = keys.trim().split(' ');
    return { region: 'us-east-1', endpoint: endpoints[service], credentials: { accessKeyId, secretAccessKey } };
  } catch {
    return undefined;
  }
}

export function dataDirOf({ DTR_DATA_DIR }: Environment): string {
  return DTR_DATA_DIR || '.local';
}
