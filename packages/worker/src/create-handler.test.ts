import { createHandler } from './create-handler.ts';
import { aQueueEvent } from './testing/queue-events.ts';

const env = {
  ENVIRONMENT: 'test',
  SERVICE_VERSION: '1.2.3',
  LOG_LEVEL: 'SILENT',
  TABLE_NAME: 'table',
  BUCKET_NAME: 'bucket',
  QUEUE_URL: 'http://127.0.0.1:9/000000000000/work',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:9/000000000000/work-dead',
  VALIDATOR_FUNCTION_NAME: 'validator',
  EXECUTOR_FUNCTION_NAME: 'executor',
};

describe('the worker function', () => {
  it('does not start without its settings and names them', () => {
    expect(() => createHandler({ ENVIRONMENT: 'test' })).toThrow(/SERVICE_VERSION is missing.*QUEUE_URL is missing/);
  });

  it('answers with the messages that failed', async () => {
    const handler = createHandler(env);

    const answer = await handler(aQueueEvent('{}'), { awsRequestId: '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e' });

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });
});
