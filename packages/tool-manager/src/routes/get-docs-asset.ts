import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { AppError } from '@dtr/core';
import { type HttpEvent, type HttpRoute, pathParameter } from '@dtr/lambda-kit';
import type { ReadAsset } from '../docs/read-asset.ts';

const unpack = promisify(brotliDecompress);

const headers = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=3600',
  vary: 'accept-encoding',
};

/** `GET /docs/{asset}`, open. Packed as it lies in the zip, or unpacked for clients that do not take Brotli. */
export const getDocsAsset =
  (readAsset: ReadAsset): HttpRoute =>
  async (event) => {
    const packed = await readAsset(pathParameter(event, 'asset'));
    if (packed === undefined) throw new AppError('request.route_not_found', 'There is no such asset.');
    if (!takesBrotli(event)) return { statusCode: 200, headers, body: (await unpack(packed)).toString('utf8') };
    return {
      statusCode: 200,
      headers: { ...headers, 'content-encoding': 'br' },
      body: packed.toString('base64'),
      isBase64Encoded: true,
    };
  };

function takesBrotli({ headers: { 'accept-encoding': accepted = '' } }: HttpEvent): boolean {
  return accepted.split(',').some((coding) => /^\s*br\s*(?:;\s*q=(?:1|0?\.0*[1-9]\d*)(?:\.\d*)?)?\s*$/i.test(coding));
}
