import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  createS3Connector,
  createS3OutputStore,
  createS3PolicyDocumentStore,
  createS3VerdictCache,
  createSweptS3ArtifactStore,
} from '@dtr/adapters-aws';
import {
  describeArtifactStore,
  describeOutputStore,
  describePolicyDocumentStore,
  describeVerdictCache,
} from '@dtr/core/testing';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const bucketName = 'stores';
let s3: OpenS3;

beforeAll(async () => {
  s3 = await openS3();
  await s3.client().send(new CreateBucketCommand({ Bucket: bucketName }));
});
afterAll(() => s3.close());

const options = () => ({
  connect: createS3Connector({
    isPathStyle: true,
    client: { endpoint: s3.endpoint, region: 'us-east-1', credentials },
  }),
  bucketName,
});

describeArtifactStore('S3, emulated', async () => createSweptS3ArtifactStore(options()));
describePolicyDocumentStore('S3, emulated', async () => createS3PolicyDocumentStore(options()));
describeVerdictCache('S3, emulated', async () => createS3VerdictCache(options()));
describeOutputStore(
  'S3, emulated',
  async () => createS3OutputStore(options()),
  async (url) => (await fetch(url)).text(),
);
