import { parseDetails } from '../objects/parse-details.ts';
import { parseAlgorithm } from '../payload/checksums.ts';
import { headerOf, type S3Action, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { UploadDetails } from '../store/uploads.ts';

/** CRC64NVME exists only over the whole object, SHA only over the parts; the other CRCs may be either. */
function checksumPlan(call: S3Call): Pick<UploadDetails, 'checksumAlgorithm' | 'checksumType'> {
  const name = headerOf(call, 'x-amz-checksum-algorithm');
  const checksumAlgorithm = parseAlgorithm(name ?? '');
  if (name !== undefined && !checksumAlgorithm) {
    throw new S3Error('InvalidRequest', { message: 'Checksum algorithm provided is unsupported.' });
  }
  const type =
    headerOf(call, 'x-amz-checksum-type') ?? (checksumAlgorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type === 'FULL_OBJECT' && !checksumAlgorithm?.startsWith('sha')) return { checksumAlgorithm, checksumType: type };
  if (type === 'COMPOSITE' && checksumAlgorithm !== 'crc64nvme') return { checksumAlgorithm, checksumType: type };
  throw new S3Error('InvalidRequest', { message: 'The checksum type does not fit the checksum algorithm.' });
}

export const createMultipartUpload: S3Action = {
  method: 'POST',
  level: 'object',
  query: 'uploads',
  run(call) {
    const { store, bucket, key, headers, now } = call;
    store.buckets.get(bucket);
    const plan = checksumPlan(call);
    const id = store.uploads.add({ bucket, key, startedAt: now, details: { ...parseDetails(headers), ...plan } });
    return {
      status: 200,
      headers: {
        'x-amz-checksum-algorithm': plan.checksumAlgorithm?.toUpperCase(),
        'x-amz-checksum-type': plan.checksumAlgorithm && plan.checksumType,
      },
      xml: { root: 'InitiateMultipartUploadResult', content: { Bucket: bucket, Key: key, UploadId: id } },
    };
  },
};
