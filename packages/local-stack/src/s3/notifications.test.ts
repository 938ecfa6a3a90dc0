import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type QueueConfiguration,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Notification } from './store/outbox.ts';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'noisy';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:events';

describe('S3 event notifications', () => {
  let opened: OpenS3;
  let s3: S3Client;
  let sent: S3Notification[] = [];
  let isDown = false;
  const publish = (notification: S3Notification) => {
    if (isDown) throw new Error('the queue is down');
    if (notification.queueArn !== queueArn) return 'no-such-queue';
    sent.push(notification);
    return 'sent';
  };
  const subscribe = (...configurations: Partial<QueueConfiguration>[]) => {
    const QueueConfigurations = configurations.map((given) => ({
      QueueArn: queueArn,
      Events: ['s3:ObjectCreated:*' as const],
      ...given,
    }));
    return s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { QueueConfigurations } }),
    );
  };
  const records = () => sent.flatMap(({ body }) => JSON.parse(body).Records ?? []);
  const events = () => records().map((record) => `${record.eventName} ${record.s3.object.key}`);
  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));

  beforeAll(async () => {
    opened = await openS3({ publish });
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(() => opened.close());

  it('begin with a test event, and are shown as they were configured', async () => {
    const filterNamed = (Name: string) => ({ Key: { FilterRules: [{ Name: Name as 'prefix', Value: 'a&/' }] } });
    await subscribe({ Id: 'mine', Filter: filterNamed('prefix') });
    const shown = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));

    expect(sent.map(({ body }) => JSON.parse(body))).toMatchObject([{ Event: 's3:TestEvent', Bucket }]);
    expect(shown.QueueConfigurations).toEqual([
      { Id: 'mine', QueueArn: queueArn, Events: ['s3:ObjectCreated:*'], Filter: filterNamed('Prefix') },
    ]);
  });

  it('tell of a new object in the shape that consumers know', async () => {
    await subscribe({ Id: 'mine' });
    await put('a b/ü+1.txt');

    expect(records()).toMatchObject([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'arn:aws:iam::000000000000:user/tester' },
        s3: {
          configurationId: 'mine',
          bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
          object: { key: 'a+b/%C3%BC%2B1.txt', size: 5, eTag: '5d41402abc4b2a76b9719d911017c592' },
        },
      },
    ]);
  });

  it('go only to subscriptions that want the event and the key', async () => {
    const rules = (Prefix: string, Suffix: string) => {
      return {
        Key: {
          FilterRules: [
            { Name: 'prefix' as const, Value: Prefix },
            { Name: 'suffix' as const, Value: Suffix },
          ],
        },
      };
    };
    await subscribe(
      { Filter: rules('in/', '.csv') },
      { Events: ['s3:ObjectRemoved:Delete'], Filter: rules('in/', '') },
    );
    for (const key of ['in/1.csv', 'in/2.txt', 'out/3.csv']) await put(key);
    for (const Key of ['in/2.txt', 'out/3.csv']) await s3.send(new DeleteObjectCommand({ Bucket, Key }));

    expect(events()).toEqual(['ObjectCreated:Put in/1.csv', 'ObjectRemoved:Delete in/2.txt']);
  });

  it('name copies, uploads in parts and delete markers for what they are', async () => {
    await subscribe({ Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] });
    await put('source');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/source` }));
    const upload = { Bucket, Key: 'parts' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
    const part = await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));

    expect(events()).toEqual([
      'ObjectCreated:Put source',
      'ObjectCreated:Copy copy',
      'ObjectCreated:CompleteMultipartUpload parts',
      'ObjectRemoved:DeleteMarkerCreated copy',
    ]);
    const sequencers = records().map((record) => record.s3.object.sequencer);
    expect([...sequencers].sort()).toEqual(sequencers);
  });

  it('wait while the queue is down, and are not lost', async () => {
    await subscribe({});
    sent = [];
    isDown = true;
    await put('while-down');
    expect(sent).toEqual([]);
    isDown = false;
    await put('after');

    expect(events()).toEqual(['ObjectCreated:Put while-down', 'ObjectCreated:Put after']);
  });

  it('are refused for queues that do not exist, and for events and filters that make no sense', async () => {
    const badFilter = { Key: { FilterRules: [{ Name: 'middle' as 'prefix', Value: 'x' }] } };

    await expect(subscribe({ QueueArn: `${queueArn}-none` })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(subscribe({ Events: ['s3:Nothing:*' as 's3:ObjectCreated:*'] })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    await expect(subscribe({ Filter: badFilter })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
