import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { listen } from '../../sigv4/testing/listen.ts';
import { credentials, findCredentials } from '../../sigv4/testing/test-credentials.ts';
import { createSqsServer, type SqsServer } from '../create-sqs-server.ts';

export interface OpenSqs {
  readonly endpoint: string;
  readonly server: SqsServer;
  client(settings?: SQSClientConfig): SQSClient;
  /** Creates a queue; answers its URL and ARN. */
  queue(name: string, attributes?: Record<string, string>): Promise<{ QueueUrl: string; arn: string }>;
  /** Moves the clocks of server and clients on. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

/** An SQS of its own for one test file. Its clock runs, and can be moved on. */
export async function openSqs(): Promise<OpenSqs> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dtr-sqs-'));
  let aheadMs = 0;
  const sqs = createSqsServer({ dataDir, findCredentials, now: () => new Date(Date.now() + aheadMs) });
  const listening = await listen(sqs.handle);
  const clients: SQSClient[] = [];
  const { endpoint } = listening;
  const client = (settings: SQSClientConfig = {}) => {
    const made = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, ...settings });
    clients.push(made);
    return made;
  };
  const own = client();
  return {
    endpoint,
    server: sqs,
    client,
    async queue(name, attributes = {}) {
      const { QueueUrl = '' } = await own.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
      const shown = await own.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
      return { QueueUrl, arn: shown.Attributes?.QueueArn ?? '' };
    },
    pass(seconds) {
      aheadMs += seconds * 1000;
      for (const made of clients) made.config.systemClockOffset = aheadMs;
    },
    async close() {
      for (const made of clients) made.destroy();
      sqs.close();
      await listening.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
