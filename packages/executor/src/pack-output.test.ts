import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { limits } from '@dtr/contracts';
import { packOutput } from './pack-output.ts';

describe('packOutput', () => {
  it('leaves a short output as it is', () => {
    expect(packOutput('{"total":41}')).toEqual({ json: '{"total":41}' });
  });

  it('compresses an output that would not stand in an answer, and gives it back byte for byte', () => {
    const json = JSON.stringify('ü'.repeat(limits.inlineOutputBytes));

    const packed = packOutput(json);

    expect(packed).toMatchObject({ jsonBytes: Buffer.byteLength(json) });
    expect(
      gunzipSync(Buffer.from(packed && 'gzipBase64' in packed ? packed.gzipBase64 : '', 'base64')).toString(),
    ).toBe(json);
  });

  it('gives up on an output that does not fit even compressed', () => {
    expect(packOutput(JSON.stringify(randomBytes(6_000_000).toString('base64')))).toBeUndefined();
  });
});
