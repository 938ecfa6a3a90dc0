import { signRequest } from './sign-request.ts';

// Keys, date and signature of "get-vanilla" in the test suite that AWS publishes for Signature Version 4.
const vector = {
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  service: 'service',
  signingDate: new Date('2015-08-30T12:36:00Z'),
};

describe('signRequest', () => {
  it('gives the signature that AWS publishes for its test vector', async () => {
    const { headers } = await signRequest({ method: 'GET', url: new URL('https://example.amazonaws.com/') }, vector);

    expect(headers).toMatchObject({
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    });
  });

  it('signs the port and every header it is given', async () => {
    const request = {
      method: 'POST',
      url: new URL('http://127.0.0.1:8787/tools'),
      headers: { 'If-Match': '"1"' },
      body: '{}',
    };

    const { headers } = await signRequest(request, vector);

    expect(headers).toMatchObject({ host: '127.0.0.1:8787', 'if-match': '"1"' });
    expect(headers.authorization).toContain('SignedHeaders=host;if-match;x-amz-date,');
  });

  it('sends the hash of the body along to S3, which demands it', async () => {
    const { headers } = await signRequest(
      { method: 'PUT', url: new URL('http://127.0.0.1:9000/bucket') },
      { ...vector, service: 's3' },
    );

    expect(headers['x-amz-content-sha256']).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
