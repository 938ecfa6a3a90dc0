import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createClient } from '@dtr/client';
import { type EmbeddedStack, openEmbeddedStack } from '../../stack/embedded-stack.ts';
import { atLeast, atMost, type Bar, inMs, interleaved, type Outcome } from '../measurement.ts';
import { buildDir } from '../paths.ts';

type Check = (headers: Readonly<Record<string, string>>) => Promise<{ readonly isAuthorized: boolean }>;

const checks = 2_000;
const atOnce = 16;
const rounds = 200;

/** Keys that one process of the authorizer checks against a real table, and what the second door costs a request. */
export const keyChecks: Bar = async () => {
  const stack = await openEmbeddedStack();
  try {
    const operator = createClient({ endpoint: stack.api, credentials: stack.credentials.operator });
    const { data } = await operator.createAgent({ name: 'bench', scopes: ['tools:read'] });
    const key = data.key ?? '';
    return [...(await checksPerSecond(stack, key)), await doors(stack, key)];
  } finally {
    await stack.close();
  }
};

/** The bundle that deploys, in this process. */
async function checksPerSecond(stack: EmbeddedStack, key: string): Promise<readonly Outcome[]> {
  const check = loadAuthorizer(stack);
  const known = { 'x-api-key': key };
  const malformed = { 'x-api-key': `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}` };
  await rateOf(check, known, true);
  const detail = `${checks} checks, ${atOnce} at once`;
  return [
    atLeast(
      'keys admitted per second by one process, each read from the table',
      500,
      await rateOf(check, known, true),
      detail,
    ),
    atLeast('malformed keys refused per second by one process', 5_000, await rateOf(check, malformed, false), detail),
  ];
}

function loadAuthorizer({ endpoints, credentials, tableName, region }: EmbeddedStack): Check {
  const { accessKeyId, secretAccessKey } = credentials.operator;
  Object.assign(process.env, {
    ENVIRONMENT: 'bench',
    SERVICE_VERSION: '0',
    LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    TABLE_NAME: tableName,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  });
  const { handler } = createRequire(import.meta.filename)(join(buildDir, 'lambda', 'authorizer', 'index.js'));
  return (headers) => handler({ routeKey: 'GET /tools', headers }, { awsRequestId: 'bench' });
}

async function rateOf(check: Check, headers: Readonly<Record<string, string>>, expected: boolean): Promise<number> {
  let left = checks;
  const started = performance.now();
  const work = async () => {
    for (; left > 0; left -= 1) {
      if ((await check(headers)).isAuthorized !== expected) throw new Error('The authorizer answered otherwise.');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (checks / (performance.now() - started)) * 1_000;
}

async function doors({ api, endpoints, credentials }: EmbeddedStack, key: string): Promise<Outcome> {
  const signed = createClient({ endpoint: api, credentials: credentials.planner });
  const keyed = createClient({ endpoint: endpoints.keyApi, credentials: { bearer: key } });
  const acts = { signed: () => signed.listTools({ limit: 1 }), keyed: () => keyed.listTools({ limit: 1 }) };
  await interleaved(rounds / 4, acts);
  const times = await interleaved(rounds, acts);
  const detail = `${inMs(times.keyed)} against ${inMs(times.signed)}`;
  return atMost('request with a key, against a signed one', 2.5, times.keyed / times.signed, detail);
}
