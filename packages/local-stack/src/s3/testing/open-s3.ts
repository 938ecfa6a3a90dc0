import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createS3Server, type S3ServerOptions } from '../create-s3-server.ts';

export const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'test-secret' };
const principalArn = 'arn:aws:iam::000000000000:user/tester';
export const findCredentials = (id: string) =>
  id === credentials.accessKeyId ? { secretAccessKey: credentials.secretAccessKey, principalArn } : undefined;

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
  const server = createServer(s3.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: S3Client[] = [];
  return {
    endpoint,
    dataDir,
    client(settings = {}) {
      const usual = { endpoint, region: 'us-east-1', credentials, forcePathStyle: true, maxAttempts: 1 };
      const client = new S3Client({ ...usual, ...settings });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      s3.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}
