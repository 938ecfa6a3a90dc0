import { randomBytes, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Credentials } from '@dtr/client';
import { accountId, region } from '../lambda/lambda-function.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import type { DataFolder } from './data-folder.ts';
import type { FunctionName } from './function-names.ts';
import { writePrivateFile } from './write-file.ts';

/** The people of a local stack. The operator may also speak to the services behind the API. */
export const agents = ['planner', 'researcher', 'operator'] as const;
export type Agent = (typeof agents)[number];

/** Everything secret, made on the first start and kept. */
export interface Keys {
  readonly agents: Readonly<Record<Agent, Credentials>>;
  readonly roles: Readonly<Record<FunctionName, Credentials>>;
  /** 32 bytes in base64. */
  readonly cursorKey: string;
}

/** Reads the keys of the folder, makes those that are missing, and writes the files that people and programs read. */
export async function openKeys(folder: DataFolder): Promise<Keys> {
  const known: Partial<Keys> = await readFile(folder.keysFile, 'utf8').then(JSON.parse, () => ({}));
  const keys: Keys = {
    agents: { planner: newUserKey(), researcher: newUserKey(), operator: newUserKey(), ...known.agents },
    roles: {
      'tool-manager': newRoleKey(),
      validator: newRoleKey(),
      executor: newRoleKey(),
      worker: newRoleKey(),
      authorizer: newRoleKey(),
      ...known.roles,
    },
    cursorKey: known.cursorKey ?? randomBytes(32).toString('base64'),
  };
  await writePrivateFile(folder.keysFile, JSON.stringify(keys, undefined, 2));
  await writePrivateFile(
    folder.credentialsFile,
    agents.map((agent) => profileText(agent, keys.agents[agent])).join('\n'),
  );
  for (const agent of agents) {
    const { accessKeyId, secretAccessKey } = keys.agents[agent];
    await writePrivateFile(folder.keyFile(agent), `${accessKeyId} ${secretAccessKey}\n`);
  }
  return keys;
}

export const userArn = (name: string): string => `arn:aws:iam::${accountId}:user/${name}`;
export const roleArn = (functionName: string, session: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/${functionName}-role/${session}`;

/** Makes a look-up for those who may use a service. Everyone else is as unknown there as a stranger. */
export function credentialFinder(entries: readonly (readonly [Credentials, principalArn: string])[]): FindCredentials {
  const byId = new Map(
    entries.map(([credentials, principalArn]) => [credentials.accessKeyId, { ...credentials, principalArn }]),
  );
  return (accessKeyId) => byId.get(accessKeyId);
}

function profileText(name: string, { accessKeyId, secretAccessKey }: Credentials): string {
  return [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    `region = ${region}`,
    '',
  ].join('\n');
}

const newUserKey = (): Credentials => ({ accessKeyId: `AKIA${base32(16)}`, secretAccessKey: secret(30) });

const newRoleKey = (): Credentials => ({
  accessKeyId: `ASIA${base32(16)}`,
  secretAccessKey: secret(30),
  sessionToken: secret(96),
});

const base32 = (length: number): string =>
  Array.from({ length }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[randomInt(32)]).join('');

/** Without the characters that shells and URLs read in their own way. */
const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');
