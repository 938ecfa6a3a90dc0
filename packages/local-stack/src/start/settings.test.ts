import { resolve } from 'node:path';
import { readSettings } from './settings.ts';

describe('the settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toEqual({
      port: 8787,
      keyPort: undefined,
      dataDir: resolve('.local'),
      codeRoot: undefined,
      logLevel: 'info',
      throttle: { requestsPerSecond: 100, burst: 200 },
      workers: undefined,
      allowOrigins: undefined,
      external: {},
      ownCredentials: undefined,
    });
  });

  it('come from the environment', () => {
    const settings = readSettings({
      PORT: '0',
      KEY_PORT: '8789',
      DTR_DATA_DIR: '/data',
      DTR_BUNDLES_DIR: '/bundles',
      LOG_LEVEL: 'DEBUG',
      DTR_REQUESTS_PER_SECOND: '5',
      DTR_BURST: '7',
      DTR_WORKERS: '1',
      DTR_ALLOW_ORIGINS: 'https://a.example, https://b.example',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
      AWS_ENDPOINT_URL_S3: '',
      AWS_ENDPOINT_URL_BEDROCK_AGENTCORE: 'http://127.0.0.1:8001',
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });

    expect(settings).toEqual({
      port: 0,
      keyPort: 8789,
      dataDir: '/data',
      codeRoot: '/bundles',
      logLevel: 'debug',
      throttle: { requestsPerSecond: 5, burst: 7 },
      workers: 1,
      allowOrigins: ['https://a.example', 'https://b.example'],
      external: { dynamodb: 'http://127.0.0.1:8000', agentcore: 'http://127.0.0.1:8001' },
      ownCredentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    });
  });

  it('switch throttling off with a rate of zero', () => {
    expect(readSettings({ DTR_REQUESTS_PER_SECOND: '0' }).throttle).toBe('off');
  });

  it.each([
    [{ PORT: '99999' }, 'PORT is "99999"; it must be a whole number from 0 to 65535.'],
    [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 0 to 65535.'],
    [{ DTR_BURST: '-1' }, 'DTR_BURST is "-1"; it must be a whole number from 0 to 1000000.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; it must be one of debug, info, warn, error.'],
    [
      { AWS_ENDPOINT_URL_SQS: 'localhost' },
      'AWS_ENDPOINT_URL_SQS is "localhost"; it must be an address like http://127.0.0.1:8000.',
    ],
  ])('are refused with one clear line: %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });
});
