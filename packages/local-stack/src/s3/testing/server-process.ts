import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findCredentials } from '../../sigv4/testing/test-credentials.ts';
import { createSqsServer } from '../../sqs/create-sqs-server.ts';
import { createS3Server } from '../create-s3-server.ts';

/** A process of its own, to be killed by a test: serves S3 and SQS from the folder given, and prints where. */
const dataDir = process.argv[2] ?? '';

function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

const s3 = await serve(createS3Server({ dataDir: `${dataDir}/s3`, findCredentials }).handle);
const sqs = await serve(createSqsServer({ dataDir: `${dataDir}/sqs`, findCredentials }).handle);
process.stdout.write(`${JSON.stringify({ s3, sqs })}\n`);
