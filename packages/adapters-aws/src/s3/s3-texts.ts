import { type Backoff, createBackoff } from '../backoff.ts';
import { asking, unavailable } from '../outage.ts';
import type { S3Connection, S3Connector } from './s3-connection.ts';

export interface S3Options {
  readonly connect: S3Connector;
  readonly bucketName: string;
  readonly backoff?: Backoff;
}

const lastAttempt = 4;

const isNamed = (error: unknown, ...names: readonly string[]) => error instanceof Error && names.includes(error.name);

/** Texts under keys of one bucket: what the stores on S3 have in common. All are JSON. */
export function createS3Texts({ connect, bucketName: Bucket, backoff = createBackoff() }: S3Options) {
  const ask = <Answer>(call: (connection: S3Connection) => Promise<Answer>) =>
    asking('object store', async () => call(await connect()));
  return {
    async put(Key: string, text: string): Promise<void> {
      const object = { Bucket, Key, Body: text, ContentType: 'application/json' };
      await ask(({ sdk, client }) => client.send(new sdk.PutObjectCommand(object)));
    },
    /** Write-once. A writer that meets another at the same moment is told so by S3 and looks again. */
    async putNew(Key: string, text: string): Promise<'added' | 'already-present'> {
      const object = { Bucket, Key, Body: text, ContentType: 'application/json', IfNoneMatch: '*' };
      for (let attempt = 0; ; attempt += 1) {
        try {
          await ask(({ sdk, client }) => client.send(new sdk.PutObjectCommand(object)));
          return 'added';
        } catch (error) {
          if (isNamed(error, 'PreconditionFailed')) return 'already-present';
          if (!isNamed(error, 'ConditionalRequestConflict')) throw error;
          if (attempt === lastAttempt) throw unavailable('object store', error);
          await backoff(attempt);
        }
      }
    },
    async find(Key: string): Promise<string | undefined> {
      return ifThere(async () => {
        const { Body } = await ask(({ sdk, client }) => client.send(new sdk.GetObjectCommand({ Bucket, Key })));
        return Body?.transformToString('utf-8');
      });
    },
    async findStoredAt(Key: string): Promise<Date | undefined> {
      return ifThere(async () => {
        const head = await ask(({ sdk, client }) => client.send(new sdk.HeadObjectCommand({ Bucket, Key })));
        return head.LastModified;
      });
    },
    async list(Prefix: string, ContinuationToken?: string) {
      const query = { Bucket, Prefix, ...(ContinuationToken !== undefined && { ContinuationToken }) };
      const page = await ask(({ sdk, client }) => client.send(new sdk.ListObjectsV2Command(query)));
      return { objects: page.Contents ?? [], next: page.NextContinuationToken };
    },
    async remove(Key: string): Promise<void> {
      await ask(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key })));
    },
  };
}

async function ifThere<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNamed(error, 'NoSuchKey', 'NotFound')) return undefined;
    throw error;
  }
}
