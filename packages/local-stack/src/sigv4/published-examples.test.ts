import { headerMapOf } from './header-map.ts';
import { verifySigV4 } from './verify-sigv4.ts';

/** The examples of the S3 API reference, "Authenticating requests (AWS Signature Version 4)". */
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
const options = {
  service: 's3',
  payload: 'allow-unsigned',
  now: new Date('2013-05-24T00:00:00Z'),
  findCredentials: () => ({ secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', principalArn: 'arn:p' }),
} as const;
const common = ['Host', 'examplebucket.s3.amazonaws.com', 'x-amz-date', '20130524T000000Z', 'x-amz-content-sha256'];
const authorization = (signedHeaders: string, signature: string) => [
  'Authorization',
  `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders},Signature=${signature}`,
];

describe('the published examples of SigV4', () => {
  it('are verified: GET object', () => {
    const signature = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41';
    const signed = authorization('host;range;x-amz-content-sha256;x-amz-date', signature);
    const rawHeaders = [...common, empty, 'Range', 'bytes=0-9', ...signed];

    expect(verifySigV4({ method: 'GET', target: '/test.txt', rawHeaders }, options).outcome).toBe('verified');
  });

  it('are verified: GET bucket lifecycle', () => {
    const signature = 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543';
    const rawHeaders = [...common, empty, ...authorization('host;x-amz-content-sha256;x-amz-date', signature)];

    expect(verifySigV4({ method: 'GET', target: '/?lifecycle', rawHeaders }, options).outcome).toBe('verified');
  });

  it('are verified: list objects', () => {
    const signature = '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7';
    const rawHeaders = [...common, empty, ...authorization('host;x-amz-content-sha256;x-amz-date', signature)];

    expect(verifySigV4({ method: 'GET', target: '/?max-keys=2&prefix=J', rawHeaders }, options).outcome).toBe(
      'verified',
    );
  });

  it('are verified: presigned GET', () => {
    const signature = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
    const target =
      `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}` +
      `&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`;
    const rawHeaders = ['Host', 'examplebucket.s3.amazonaws.com'];

    expect(verifySigV4({ method: 'GET', target, rawHeaders }, options).outcome).toBe('verified');
  });

  it('keep every value of a repeated header', () => {
    expect(headerMapOf(['A', '1', 'b', '2', 'a', '3']).get('a')).toEqual(['1', '3']);
  });
});
