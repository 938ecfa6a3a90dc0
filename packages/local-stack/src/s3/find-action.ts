import type { IncomingHttpHeaders } from 'node:http';
import { abortMultipartUpload } from './actions/abort-multipart-upload.ts';
import { bucketLifecycle } from './actions/bucket-lifecycle.ts';
import { completeMultipartUpload } from './actions/complete-multipart-upload.ts';
import { copyObject } from './actions/copy-object.ts';
import { createBucket } from './actions/create-bucket.ts';
import { createMultipartUpload } from './actions/create-multipart-upload.ts';
import { deleteBucket } from './actions/delete-bucket.ts';
import { deleteObject } from './actions/delete-object.ts';
import { deleteObjects } from './actions/delete-objects.ts';
import { getBucketLocation } from './actions/get-bucket-location.ts';
import { getBucketNotification } from './actions/get-bucket-notification.ts';
import { getBucketVersioning } from './actions/get-bucket-versioning.ts';
import { getObject, headObject } from './actions/get-object.ts';
import { headBucket } from './actions/head-bucket.ts';
import { listBuckets } from './actions/list-buckets.ts';
import { listMultipartUploads } from './actions/list-multipart-uploads.ts';
import { listObjectVersions } from './actions/list-object-versions.ts';
import { listObjectsV2 } from './actions/list-objects-v2.ts';
import { listParts } from './actions/list-parts.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './actions/object-tagging.ts';
import { publicAccessBlock } from './actions/public-access-block.ts';
import { putBucketNotification } from './actions/put-bucket-notification.ts';
import { putBucketVersioning } from './actions/put-bucket-versioning.ts';
import { putObject } from './actions/put-object.ts';
import { uploadPart } from './actions/upload-part.ts';
import { uploadPartCopy } from './actions/upload-part-copy.ts';
import type { S3Target } from './parse-target.ts';
import type { S3Action } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

const actions: readonly S3Action[] = [
  ...bucketLifecycle,
  ...publicAccessBlock,
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  deleteObjectTagging,
  deleteObjects,
  getBucketLocation,
  getBucketNotification,
  getBucketVersioning,
  getObjectTagging,
  listMultipartUploads,
  listObjectVersions,
  listObjectsV2,
  listParts,
  putBucketNotification,
  putBucketVersioning,
  putObjectTagging,
  uploadPartCopy,
  uploadPart,
  copyObject,
  createBucket,
  deleteBucket,
  deleteObject,
  getObject,
  headBucket,
  headObject,
  listBuckets,
  putObject,
];

/** Every query name that makes a request mean another operation, offered here or not. */
const SUB_RESOURCES = new Set(
  (
    'abac accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle list-type ' +
    'location logging metadataConfiguration metadataTable metrics notification object-lock ownershipControls policy policyStatus ' +
    'publicAccessBlock renameObject replication requestPayment restore retention select session tagging torrent uploadId uploads ' +
    'versioning versions website'
  ).split(' '),
);

/** The operation a request means. One that S3 knows and we do not is `NotImplemented`, never taken for another. */
export function findAction(method: string, { level, query }: S3Target, headers: IncomingHttpHeaders): S3Action {
  const wanted = [...query.keys()].filter((name) => SUB_RESOURCES.has(name));
  const found = actions.find(
    (action) =>
      action.method === method &&
      action.level === level &&
      (action.query === undefined ? wanted.length === 0 : wanted.length === 1 && wanted[0] === action.query) &&
      (action.header === undefined || headers[action.header] !== undefined),
  );
  if (found) return found;
  const isKnownMethod = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(method);
  if (isKnownMethod) throw new S3Error('NotImplemented', { details: { Resource: wanted.join(', ') || level } });
  throw new S3Error('MethodNotAllowed', { details: { Method: method } });
}
