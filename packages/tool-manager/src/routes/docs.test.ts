import { brotliCompressSync } from 'node:zlib';
import type { HttpEvent } from '@dtr/lambda-kit';
import { docsPage, viewerAsset } from '../docs/docs-page.ts';
import { getDocs } from './get-docs.ts';
import { getDocsAsset } from './get-docs-asset.ts';

const script = 'customElements.define("x-y", class extends HTMLElement {});';
const packed = brotliCompressSync(script);
const route = getDocsAsset(async (name) => (name === viewerAsset ? packed : undefined));
const asking = (asset: string, acceptEncoding?: string): HttpEvent => ({
  routeKey: 'GET /docs/{asset}',
  headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding },
  pathParameters: { asset },
  requestContext: {},
});

describe('GET /docs', () => {
  it('is a page that loads nothing from elsewhere', async () => {
    const { statusCode, headers, body } = await getDocs()(asking(''));

    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(body).toContain(`src="docs/${viewerAsset}"`);
    expect(docsPage).not.toMatch(/https?:|\/\/[a-z]/);
  });
});

describe('GET /docs/{asset}', () => {
  it.each(['br', 'gzip, deflate, br', 'gzip;q=1.0, br;q=0.5', 'BR'])(
    'stays packed for clients that take it: %s',
    async (accepted) => {
      const answer = await route(asking(viewerAsset, accepted));

      expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true, headers: { 'content-encoding': 'br' } });
      expect(Buffer.from(answer.body ?? '', 'base64')).toEqual(packed);
    },
  );

  it.each([undefined, '', 'gzip', 'br;q=0', 'gzip, br;q=0.0', 'brotli'])(
    'is unpacked for others: %s',
    async (accepted) => {
      const answer = await route(asking(viewerAsset, accepted));

      expect(answer.body).toBe(script);
      expect(answer.headers).not.toHaveProperty('content-encoding');
      expect(answer.headers).toMatchObject({
        vary: 'accept-encoding',
        'content-type': 'text/javascript; charset=utf-8',
      });
    },
  );

  it.each(['other.js', '../index.js', '%2e%2e', ''])('knows no asset %j', async (name) => {
    await expect(route(asking(name))).rejects.toMatchObject({ code: 'request.route_not_found' });
  });
});
