import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leftOut } from '@dtr/adapters-aws/bundle';
import type { HttpEvent } from '@dtr/lambda-kit';
import { build } from 'esbuild';

type Module = typeof import('./create-handler.ts');

const env = {
  ENVIRONMENT: 'test',
  SERVICE_VERSION: '1.2.3',
  LOG_LEVEL: 'SILENT',
  TABLE_NAME: 'table',
  BUCKET_NAME: 'bucket',
  VALIDATOR_FUNCTION_NAME: 'validator',
  EXECUTOR_FUNCTION_NAME: 'executor',
  QUEUE_URL: 'http://127.0.0.1:9/000000000000/queue',
  CURSOR_KEY: Buffer.alloc(32).toString('base64'),
};
const awsRequestId = '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e';
const asking = (routeKey: string): HttpEvent => ({ routeKey, headers: {}, requestContext: {} });

/** Tested as it deploys, bundled: nothing of the lazily loaded packages is in reach, so that a start which needed one would fail. */
describe('createHandler', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'tool-manager-'));
  let createHandler: Module['createHandler'];
  beforeAll(async () => {
    // Powertools asks the environment itself; metrics would only be noise here.
    process.env.POWERTOOLS_METRICS_DISABLED = 'true';
    const outfile = join(outDir, 'index.cjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'create-handler.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      external: [...leftOut],
    });
    ({ createHandler } = require(outfile) as Module);
  });
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('does not start without its settings, and names each of them', () => {
    const { TABLE_NAME, CURSOR_KEY, ...rest } = env;

    expect(() => createHandler(rest)).toThrow(
      /^Cannot start: TABLE_NAME is missing .*; CURSOR_KEY is missing \(it must be base64 of exactly 32 bytes\)\.$/,
    );
  });

  it('puts the request id and the security headers on answers and problems alike', async () => {
    const handler = createHandler(env);

    const page = await handler(asking('GET /docs'), { awsRequestId });
    const problem = await handler(asking('GET /nothing'), { awsRequestId });
    const unsigned = await handler(asking('GET /tools'), { awsRequestId });

    expect([page.statusCode, problem.statusCode, unsigned.statusCode]).toEqual([200, 404, 403]);
    for (const { headers } of [page, problem, unsigned]) {
      expect(headers).toMatchObject({ 'x-request-id': awsRequestId, 'x-content-type-options': 'nosniff' });
    }
    expect(JSON.parse(problem.body ?? '')).toMatchObject({ code: 'request.route_not_found', requestId: awsRequestId });
  });
});
