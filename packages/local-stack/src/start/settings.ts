import { resolve } from 'node:path';
import type { Credentials } from '@dtr/client';
import type { Throttle } from '../http-api/token-bucket.ts';
import { type Level, levels } from '../log/log.ts';
import { StartError } from './start-error.ts';

/** Endpoints used instead of the embedded services. */
export interface ExternalEndpoints {
  readonly dynamodb?: string;
  readonly s3?: string;
  readonly sqs?: string;
  readonly lambda?: string;
  readonly agentcore?: string;
}

export interface Settings {
  readonly port: number;
  /** Of the API for the keys of agents; when absent the one after `port` if it is free, else any. */
  readonly keyPort: number | undefined;
  readonly dataDir: string;
  /** Folder with one unpacked bundle per function; that of `make build` when absent. */
  readonly codeRoot: string | undefined;
  readonly logLevel: Level;
  readonly throttle: Throttle | 'off';
  /** Batches of messages that the worker has at the same time; as suits the machine when absent. */
  readonly workers: number | undefined;
  readonly allowOrigins: readonly string[] | undefined;
  readonly external: ExternalEndpoints;
  /** Keys for the external endpoints; the functions then sign with these. */
  readonly ownCredentials: Credentials | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws a `StartError` that names the variable and what is accepted. */
export function readSettings(env: Env): Settings {
  return {
    port: wholeNumber(env, 'PORT', 8787, 65_535),
    keyPort: env.KEY_PORT ? wholeNumber(env, 'KEY_PORT', 0, 65_535) : undefined,
    dataDir: resolve(env.DTR_DATA_DIR || '.local'),
    codeRoot: env.DTR_BUNDLES_DIR ? resolve(env.DTR_BUNDLES_DIR) : undefined,
    logLevel: levelOf(env.LOG_LEVEL || 'info'),
    throttle: throttleOf(env),
    workers: env.DTR_WORKERS ? wholeNumber(env, 'DTR_WORKERS', 0, 64) : undefined,
    allowOrigins: env.DTR_ALLOW_ORIGINS?.split(',').map((origin) => origin.trim()),
    external: externalEndpoints(env),
    ownCredentials: ownCredentials(env),
  };
}

function wholeNumber(env: Env, name: string, otherwise: number, maximum: number): number {
  const text = env[name] || String(otherwise);
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= maximum) return value;
  throw new StartError(`${name} is "${text}"; it must be a whole number from 0 to ${maximum}.`);
}

function levelOf(text: string): Level {
  const level = levels.find((name) => name === text.toLowerCase());
  if (level) return level;
  throw new StartError(`LOG_LEVEL is "${text}"; it must be one of ${levels.join(', ')}.`);
}

function throttleOf(env: Env): Throttle | 'off' {
  const requestsPerSecond = wholeNumber(env, 'DTR_REQUESTS_PER_SECOND', 100, 1_000_000);
  if (requestsPerSecond === 0) return 'off';
  return { requestsPerSecond, burst: wholeNumber(env, 'DTR_BURST', 2 * requestsPerSecond, 1_000_000) };
}

function externalEndpoints(env: Env): ExternalEndpoints {
  const given = Object.entries(endpointVariables).map(([service, variable]) => [service, variable, env[variable]]);
  for (const [, variable, url] of given) {
    if (url && !URL.canParse(url)) {
      throw new StartError(`${variable} is "${url}"; it must be an address like http://127.0.0.1:8000.`);
    }
  }
  return Object.fromEntries(given.flatMap(([service, , url]) => (url ? [[service, url]] : [])));
}

/** Named as the SDKs of AWS name them. */
const endpointVariables: Readonly<Record<keyof ExternalEndpoints, string>> = {
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  s3: 'AWS_ENDPOINT_URL_S3',
  sqs: 'AWS_ENDPOINT_URL_SQS',
  lambda: 'AWS_ENDPOINT_URL_LAMBDA',
  agentcore: 'AWS_ENDPOINT_URL_BEDROCK_AGENTCORE',
};

function ownCredentials(env: Env): Credentials | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
