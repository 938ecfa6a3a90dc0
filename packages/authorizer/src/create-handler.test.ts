import { createHandler } from './create-handler.ts';

const context = { awsRequestId: '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e' };
const env = { ENVIRONMENT: 'test', SERVICE_VERSION: '1.2.3', LOG_LEVEL: 'SILENT', TABLE_NAME: 'table' };

describe('the authorizer function', () => {
  it('does not start without its settings and names them', () => {
    expect(() => createHandler({ ENVIRONMENT: 'test' })).toThrow(/SERVICE_VERSION is missing.*TABLE_NAME is missing/);
  });

  it('says no, and nothing else, to a request without a key', async () => {
    const handler = createHandler(env);

    expect(await handler({ routeKey: 'GET /tools', headers: {} }, context)).toEqual({ isAuthorized: false });
  });
});
