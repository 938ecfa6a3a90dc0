import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { listen } from '../../sigv4/testing/listen.ts';
import { credentials, findCredentials } from '../../sigv4/testing/test-credentials.ts';
import { createS3Server, type S3ServerOptions } from '../create-s3-server.ts';

export interface OpenS3 {
  readonly endpoint: string;
  readonly dataDir: string;
  /** The SDK's client; the settings given replace the usual ones. */
  client(settings?: S3ClientConfig): S3Client;
  close(): Promise<void>;
}

/** An S3 of its own for one test file, on a free port and in a folder that goes with it. */
export async function openS3(options: Partial<S3ServerOptions> = {}): Promise<OpenS3> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'dtr-s3-'));
  const s3 = createS3Server({ findCredentials, ...options, dataDir });
  const server = await listen(s3.handle);
  const clients: S3Client[] = [];
  return {
    endpoint: server.endpoint,
    dataDir,
    client(settings = {}) {
      const { endpoint } = server;
      const usual = { endpoint, region: 'us-east-1', credentials, forcePathStyle: true, maxAttempts: 1 };
      const client = new S3Client({ ...usual, ...settings });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      await server.close();
      s3.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}
