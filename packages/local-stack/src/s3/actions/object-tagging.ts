import { getObjectVersion } from '../objects/find-object.ts';
import { versionHeader } from '../objects/object-headers.ts';
import { checkTags } from '../objects/parse-tags.ts';
import { readDocument } from '../payload/read-document.ts';
import type { S3Action, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { childrenNamed, childText, type XmlElement } from '../xml/read-xml.ts';

const taggedObject = ({ store, bucket, key, query }: S3Call) =>
  getObjectVersion(store, { bucket, key, versionId: query.get('versionId') });

function tagsIn(document: XmlElement): Record<string, string> {
  const tags = childrenNamed(document, 'TagSet').flatMap((set) => childrenNamed(set, 'Tag'));
  return checkTags(
    tags.map((tag) => {
      const [name, value] = [childText(tag, 'Key'), childText(tag, 'Value')];
      if (name === undefined || value === undefined) throw new S3Error('MalformedXML');
      return [name, value] as const;
    }),
  );
}

export const getObjectTagging: S3Action = {
  method: 'GET',
  level: 'object',
  query: 'tagging',
  run(call) {
    const { versionId, details } = taggedObject(call);
    const Tag = Object.entries(details.tags).map(([Key, Value]) => ({ Key, Value }));
    return {
      status: 200,
      headers: versionHeader(call, versionId),
      xml: { root: 'Tagging', content: { TagSet: { Tag } } },
    };
  },
};

/** Tags belong to a version and change without making a new one. */
export const putObjectTagging: S3Action = {
  method: 'PUT',
  level: 'object',
  query: 'tagging',
  async run(call) {
    const tags = tagsIn((await readDocument(call.payload, 'Tagging')).element);
    const { sequence, versionId } = taggedObject(call);
    call.store.objects.putTags(sequence, tags);
    return { status: 200, headers: versionHeader(call, versionId) };
  },
};

export const deleteObjectTagging: S3Action = {
  method: 'DELETE',
  level: 'object',
  query: 'tagging',
  run(call) {
    const { sequence, versionId } = taggedObject(call);
    call.store.objects.putTags(sequence, {});
    return { status: 204, headers: versionHeader(call, versionId) };
  },
};
