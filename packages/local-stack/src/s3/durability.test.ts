import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { credentials } from '../sigv4/testing/test-credentials.ts';

const Bucket = 'durable';
const settings = { region: 'us-east-1', credentials, maxAttempts: 1 };

/** One life of the servers, in a process that the test may kill. */
async function start(dataDir: string) {
  const script = fileURLToPath(new URL('./testing/server-process.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const endpoints = JSON.parse(line.toString()) as { s3: string; sqs: string };
  const s3 = new S3Client({ ...settings, endpoint: endpoints.s3, forcePathStyle: true });
  const sqs = new SQSClient({ ...settings, endpoint: endpoints.sqs });
  return {
    s3,
    sqs,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      s3.destroy();
      sqs.destroy();
    },
  };
}
type Life = Awaited<ReturnType<typeof start>>;

/** Writes until the servers die; answers what they acknowledged. */
async function writeUntilDeath({ s3, sqs }: Life, QueueUrl: string, round: number) {
  const acknowledged = { objects: new Map<string, string>(), messages: new Set<string>() };
  const writer = async (worker: number) => {
    for (let count = 0; ; count += 1) {
      const name = `${round}/${worker}/${count}`;
      const body = name.repeat(1 + (count % 400));
      await s3.send(new PutObjectCommand({ Bucket, Key: name, Body: body }));
      acknowledged.objects.set(name, body);
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: name }));
      acknowledged.messages.add(name);
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, worker) => writer(worker)));
  return acknowledged;
}

async function storedKeys({ s3 }: Life): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    for (const { Key } of page.Contents ?? []) keys.add(Key ?? '');
  }
  return keys;
}

async function storedMessages({ sqs }: Life, QueueUrl: string): Promise<Set<string>> {
  const bodies = new Set<string>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body } of Messages) bodies.add(Body ?? '');
  }
}

describe('S3 and SQS after a kill -9', () => {
  let dataDir: string;
  const lives: Life[] = [];
  const begin = async () => {
    const life = await start(dataDir);
    lives.push(life);
    return life;
  };
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dtr-kill-'));
  });
  // A failed expectation must not leave a process behind, nor keep the run from ending.
  afterAll(async () => {
    await Promise.all(lives.map((life) => life.kill()));
    rmSync(dataDir, { recursive: true });
  });

  it('have lost nothing they acknowledged, and hold nothing half written', async () => {
    const objects = new Map<string, string>();
    const messages = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const life = await begin();
      await life.s3.send(new CreateBucketCommand({ Bucket }));
      const { QueueUrl = '' } = await life.sqs.send(new CreateQueueCommand({ QueueName: 'durable' }));
      const writing = writeUntilDeath(life, QueueUrl, round);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await life.kill();
      const acknowledged = await writing;
      for (const [key, body] of acknowledged.objects) objects.set(key, body);
      for (const body of acknowledged.messages) messages.add(body);
    }

    const life = await begin();
    const keys = await storedKeys(life);
    const { QueueUrl = '' } = await life.sqs.send(new CreateQueueCommand({ QueueName: 'durable' }));
    const bodies = await storedMessages(life, QueueUrl);
    // How many depends on the machine; that each round wrote some is what the rest needs.
    expect(objects.size).toBeGreaterThan(3);
    expect([...objects.keys()].filter((key) => !keys.has(key))).toEqual([]);
    expect([...messages].filter((body) => !bodies.has(body))).toEqual([]);
    for (const [key, body] of objects) {
      const { Body } = await life.s3.send(new GetObjectCommand({ Bucket, Key: key }));
      expect(await Body?.transformToString()).toBe(body);
    }
    const blobs = readdirSync(join(dataDir, 's3', 'objects'), { recursive: true, withFileTypes: true });
    expect(blobs.filter((entry) => entry.isFile())).toHaveLength(keys.size);
  }, 180_000);
});
