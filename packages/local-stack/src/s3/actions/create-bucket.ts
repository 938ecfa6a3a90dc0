import { readText } from '../payload/read-document.ts';
import type { S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { childText, readXml } from '../xml/read-xml.ts';

const NAME = /^(?!xn--)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function checkLocation(source: string, region: string): void {
  if (source === '') return;
  const element = readXml(source);
  if (element?.name !== 'CreateBucketConfiguration') throw new S3Error('MalformedXML');
  const location = childText(element, 'LocationConstraint') || region;
  if (location !== region) throw new S3Error('IllegalLocationConstraintException');
}

/** Creates a bucket. Again for the same name: 200 in us-east-1, as AWS answers there, elsewhere 409. */
export const createBucket: S3Action = {
  method: 'PUT',
  level: 'bucket',
  async run({ bucket, store, payload, region, now, headers }) {
    if (!NAME.test(bucket)) throw new S3Error('InvalidBucketName', { details: { BucketName: bucket } });
    if (headers['x-amz-bucket-object-lock-enabled'] === 'true') throw new S3Error('NotImplemented');
    checkLocation(await readText(payload), region);
    const isNew = store.buckets.add(bucket, now);
    if (!isNew && region !== 'us-east-1')
      throw new S3Error('BucketAlreadyOwnedByYou', { details: { BucketName: bucket } });
    return { status: 200, headers: { location: `/${bucket}` } };
  },
};
