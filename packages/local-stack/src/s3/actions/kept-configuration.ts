import { readDocument } from '../payload/read-document.ts';
import type { S3Action } from '../s3-call.ts';
import { S3Error, type S3ErrorCode } from '../s3-error.ts';
import type { ConfigurationKind } from '../store/buckets.ts';
import type { XmlElement } from '../xml/read-xml.ts';

interface KeptConfiguration {
  readonly kind: ConfigurationKind;
  readonly query: string;
  readonly root: string;
  readonly absent: S3ErrorCode;
  /** Whether the document makes sense. */
  isValid(element: XmlElement): boolean;
}

/** Put, get and delete of a configuration that is kept and given back, and has no effect here. */
export function keptConfiguration({ kind, query, root, absent, isValid }: KeptConfiguration): readonly S3Action[] {
  return [
    {
      method: 'PUT',
      level: 'bucket',
      query,
      async run({ bucket, store, payload }) {
        store.buckets.get(bucket);
        const { element, source } = await readDocument(payload, root);
        if (!isValid(element)) throw new S3Error('MalformedXML');
        store.buckets.putConfiguration(bucket, kind, source);
        return { status: 200 };
      },
    },
    {
      method: 'GET',
      level: 'bucket',
      query,
      run({ bucket, store }) {
        const text = store.buckets.findConfiguration(store.buckets.get(bucket).name, kind);
        if (text === undefined) throw new S3Error(absent, { details: { BucketName: bucket } });
        return { status: 200, text };
      },
    },
    {
      method: 'DELETE',
      level: 'bucket',
      query,
      run({ bucket, store }) {
        store.buckets.removeConfiguration(store.buckets.get(bucket).name, kind);
        return { status: 204 };
      },
    },
  ];
}
