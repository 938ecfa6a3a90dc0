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

/** Calls S3; an outage is told as one. */
export function createS3Asker({ connect }: Pick<S3Options, 'connect'>) {
  return <Answer>(call: (connection: S3Connection) => Promise<Answer>) =>
    asking('object store', async () => call(await connect()));
}

/** Texts under keys of one bucket: what the stores on S3 have in common. All are JSON. */
export function createS3Texts({ connect, bucketName: Bucket, backoff = createBackoff() }: S3Options) {
  const ask = createS3Asker({ connect });
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
  };
}

/** `undefined` for an object that is not there. */
export async function ifThere<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNamed(error, 'NoSuchKey', 'NotFound')) return undefined;
    throw error;
  }
}
