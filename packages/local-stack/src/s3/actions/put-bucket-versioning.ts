import { readDocument } from '../payload/read-document.ts';
import type { S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { childText } from '../xml/read-xml.ts';

/** Switches versions on, or stops making new ones; a bucket never goes back to having none. */
export const putBucketVersioning: S3Action = {
  method: 'PUT',
  level: 'bucket',
  query: 'versioning',
  async run({ bucket, store, payload }) {
    store.buckets.get(bucket);
    const { element } = await readDocument(payload, 'VersioningConfiguration');
    const status = childText(element, 'Status');
    if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML');
    if (childText(element, 'MfaDelete') === 'Enabled') throw new S3Error('NotImplemented');
    store.buckets.putConfiguration(bucket, 'versioning', status);
    return { status: 200 };
  },
};
