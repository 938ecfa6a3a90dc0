import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { median } from '../../report/statistics.ts';
import { atMost, type Bar, inMs, type Outcome } from '../measurement.ts';
import { buildDir, root } from '../paths.ts';

const run = promisify(execFile);
const rounds = 15;

/** What every function with a table must load at least: a handler that holds a document client. */
const dynamodbOnly = [
  "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
  "import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';",
  'const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));',
  'export const handler = (event) => client.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: event }));',
].join('\n');

const environment = {
  ENVIRONMENT: 'bench',
  SERVICE_VERSION: '0',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  TABLE_NAME: 'bench',
  BUCKET_NAME: 'bench',
  VALIDATOR_FUNCTION_NAME: 'validator',
  EXECUTOR_FUNCTION_NAME: 'executor',
  QUEUE_URL: 'http://127.0.0.1:9/000000000000/bench',
  CURSOR_KEY: Buffer.alloc(32, 7).toString('base64'),
};

/** What callers wait for when no instance is warm. */
export const coldStart: Bar = async () => [...(await coldInit('tool-manager')), ...(await coldInit('authorizer'))];

/** Time to load a function's bundle in a fresh process, against a bundle with the document client alone. */
async function coldInit(name: string): Promise<readonly Outcome[]> {
  const what = `cold init of ${name}, against the DynamoDB document client alone`;
  const bundle = join(buildDir, 'lambda', name, 'index.js');
  if (!existsSync(bundle)) return [{ what, bar: 'at most 1.6', skipped: 'not built: make build' }];
  const dir = await mkdtemp(join(tmpdir(), 'dtr-cold-'));
  try {
    const reference = await bundleReference(dir);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await initMs(bundle));
      theirs.push(await initMs(reference));
    }
    const [our, their] = [median(ours), median(theirs)];
    return [atMost(what, 1.6, our / their, `${inMs(our)} against ${inMs(their)}`)];
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Bundled with the settings of `scripts/build.ts`. */
async function bundleReference(dir: string): Promise<string> {
  const outfile = join(dir, 'index.js');
  await build({
    stdin: { contents: dynamodbOnly, resolveDir: join(root, 'packages', 'e2e') },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  });
  await writeFile(join(dir, 'package.json'), '{"type":"commonjs"}');
  return outfile;
}

async function initMs(bundle: string): Promise<number> {
  const script = `const t = performance.now(); require(${JSON.stringify(bundle)}); process.stdout.write(String(performance.now() - t)); process.exit(0)`;
  const { stdout } = await run(process.execPath, ['-e', script], { env: environment });
  return Number(stdout.slice(stdout.lastIndexOf('\n') + 1));
}
