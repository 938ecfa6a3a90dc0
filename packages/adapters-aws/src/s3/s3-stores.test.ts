import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  describeArtifactStore,
  describeOutputStore,
  describePolicyDocumentStore,
  describeVerdictCache,
} from '@dtr/core/testing';
import { createBackoff } from '../backoff.ts';
import { type FakeService, type SeenRequest, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createS3ArtifactStore, createSweptS3ArtifactStore } from './s3-artifact-store.ts';
import { createS3Connector } from './s3-connection.ts';
import { createS3HealthProbe } from './s3-health-probe.ts';
import { createS3OutputStore } from './s3-output-store.ts';
import { createS3PolicyDocumentStore } from './s3-policy-document-store.ts';
import type { S3Options } from './s3-texts.ts';
import { createS3VerdictCache } from './s3-verdict-cache.ts';

type Answer = (request: SeenRequest, response: ServerResponse) => void;
const services: FakeService[] = [];
const open = async (answer: Answer = createBucket()) => {
  const service = await startFakeService(answer);
  services.push(service);
  const client = { endpoint: service.endpoint, region: 'us-east-1', credentials: testCredentials };
  const backoff = createBackoff(
    () => 0,
    async () => {},
  );
  const options: S3Options = {
    connect: createS3Connector({ isPathStyle: true, client }),
    bucketName: 'bucket',
    backoff,
  };
  return { service, options };
};
afterAll(() => Promise.all(services.map((service) => service.close())));

/** As much of S3 as the stores rely on; the suites run against the emulator as well, in the end-to-end tests. */
function createBucket(): Answer {
  const objects = new Map<string, { readonly body: string; readonly storedAt: Date }>();
  return ({ method, path, headers, body }, response) => {
    const { pathname, searchParams } = new URL(path, 'http://fake');
    const key = decodeURIComponent(pathname.slice('/bucket/'.length));
    const object = objects.get(key);
    if (searchParams.get('list-type') === '2') return response.end(listing(searchParams));
    if (method === 'PUT' && headers['if-none-match'] === '*' && object)
      return fail(response, 412, 'PreconditionFailed');
    if (method === 'PUT') objects.set(key, { body: textOf(body, headers), storedAt: new Date() });
    if (method === 'DELETE') objects.delete(key);
    if (method === 'PUT' || method === 'DELETE') return response.writeHead(method === 'PUT' ? 200 : 204).end();
    if (!object) return fail(response, 404, 'NoSuchKey');
    response.setHeader('last-modified', object.storedAt.toUTCString());
    return response.setHeader('content-length', Buffer.byteLength(object.body)).end(object.body);
  };

  /** Pages of two. */
  function listing(query: URLSearchParams): string {
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
    const contents = keys.slice(0, 2).map((key) => {
      const at = objects.get(key)?.storedAt.toISOString();
      return `<Contents><Key>${key}</Key><LastModified>${at}</LastModified></Contents>`;
    });
    const next = keys.length > 2 ? `<NextContinuationToken>${keys[1]}</NextContinuationToken>` : '';
    return `<ListBucketResult>${contents.join('')}<IsTruncated>${keys.length > 2}</IsTruncated>${next}</ListBucketResult>`;
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}

/** The SDK sends texts as they are or in one chunk with a checksum after it. */
function textOf(body: string, headers: SeenRequest['headers']): string {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const bytes = Buffer.from(body, 'utf8');
  const start = bytes.indexOf('\r\n') + 2;
  return bytes.subarray(start, start + Number.parseInt(body, 16)).toString('utf8');
}

describeArtifactStore('S3, answered by a fake', async () => createSweptS3ArtifactStore((await open()).options));
describePolicyDocumentStore('S3, answered by a fake', async () => createS3PolicyDocumentStore((await open()).options));
describeVerdictCache('S3, answered by a fake', async () => createS3VerdictCache((await open()).options));
describeOutputStore(
  'S3, answered by a fake',
  async () => createS3OutputStore((await open()).options),
  async (url) => (await fetch(url)).text(),
);

describe('the S3 stores', () => {
  it('put artifacts under their digest, once, in the bucket’s path', async () => {
    const { service, options } = await open();
    const digest = `sha256:${createHash('sha256').update('{}').digest('hex')}` as Parameters<
      ReturnType<typeof createS3ArtifactStore>['put']
    >[0];

    await createS3ArtifactStore(options).put(digest, '{}');

    const [request] = service.requests;
    expect(request?.path).toBe(`/bucket/artifacts/${digest.slice(7)}.json?x-id=PutObject`);
    expect(request?.headers).toMatchObject({ 'if-none-match': '*', 'content-type': 'application/json' });
    expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  it('look again when another writer is at the same key', async () => {
    let refusals = 2;
    const bucket = createBucket();
    const { service, options } = await open((request, response) => {
      refusals -= 1;
      return refusals >= 0 ? fail(response, 409, 'ConditionalRequestConflict') : bucket(request, response);
    });

    expect(await createS3ArtifactStore(options).put('sha256:00' as never, '{}')).toBe('added');
    expect(service.requests).toHaveLength(3);
  });

  it('report a conflict that does not end, and an outage, as an outage', async () => {
    const conflict = await open((_request, response) => fail(response, 409, 'ConditionalRequestConflict'));
    const outage = await open((_request, response) => fail(response, 503, 'SlowDown'));
    const unavailable = { code: 'dependency.unavailable' };

    await expect(createS3ArtifactStore(conflict.options).put('sha256:00' as never, '{}')).rejects.toMatchObject(
      unavailable,
    );
    await expect(createS3ArtifactStore(outage.options).find('sha256:00' as never)).rejects.toMatchObject(unavailable);
  });

  it('do not take a refused right for an absent object', async () => {
    const { options } = await open((_request, response) => fail(response, 403, 'AccessDenied'));

    await expect(createS3ArtifactStore(options).find('sha256:00' as never)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('link for one hour, to that very object', async () => {
    const { options } = await open();

    const { url, expiresAt } = await createS3OutputStore(options).link('outputs/exec-1.json', 3_600);

    const { pathname, searchParams } = new URL(url);
    expect(pathname).toBe('/bucket/outputs/exec-1.json');
    expect(searchParams.get('X-Amz-Expires')).toBe('3600');
    const leftMs = Date.parse(expiresAt) - Date.now();
    expect(leftMs).toBeGreaterThan(3_590_000);
    expect(leftMs).toBeLessThanOrEqual(3_600_000);
  });
});

describe('createS3HealthProbe', () => {
  it('asks for the bucket and fails when it does not answer', async () => {
    const { service, options } = await open((_request, response) => void response.end());
    const broken = await open((_request, response) => void response.writeHead(404).end());
    const { signal } = new AbortController();

    await expect(createS3HealthProbe(options).check(signal)).resolves.toBeUndefined();
    expect(service.requests[0]).toMatchObject({ method: 'HEAD', path: '/bucket/' });
    await expect(createS3HealthProbe(broken.options).check(signal)).rejects.toThrow();
  });

  it('gives up on the signal', async () => {
    const { options } = await open(() => {});

    await expect(createS3HealthProbe(options).check(AbortSignal.timeout(50))).rejects.toThrow();
  });
});
