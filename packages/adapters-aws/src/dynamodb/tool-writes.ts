import { claimChanges, type ToolClaim, type ToolOutboxEntry, type ToolRecord, type WriteOutcome } from '@dtr/core';
import { artifactKey, claimKey, outboxKey } from './keys.ts';
import { toHeadItem, toVersionItem } from './tool-items.ts';
import type { ConditionalWrite } from './transaction.ts';

const isNew = 'attribute_not_exists(pk)';

/**
 * Everything that one write to the catalogue touches. The order matters: when several conditions fail the first one is the answer.
 * `before` is absent for a new tool.
 */
export function toolWrites(
  tableName: string,
  before: ToolRecord | undefined,
  after: ToolRecord,
  entry: ToolOutboxEntry,
): readonly ConditionalWrite[] {
  const TableName = tableName;
  const { added, removed } = claimChanges(before, after);
  const isNewVersion = before?.version !== after.version;
  return [
    headWrite(TableName, before, after),
    ...[...added].sort(definitionFirst).map((claim) => claimWrite(TableName, claim, after)),
    ...(isNewVersion ? [versionWrite(TableName, after), referenceWrite(TableName, after)] : []),
    ...removed.map((claim) => ({ write: { Delete: { TableName, Key: claimKey(claim) } } })),
    { write: { Put: { TableName, Item: { ...outboxKey(entry.entryId), entry: JSON.stringify(entry) } } } },
  ];
}

function headWrite(TableName: string, before: ToolRecord | undefined, after: ToolRecord): ConditionalWrite {
  const condition = before
    ? { ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': before.revision } }
    : { ConditionExpression: isNew };
  return { write: { Put: { TableName, Item: toHeadItem(after), ...condition } }, otherwise: 'stale' };
}

function claimWrite(TableName: string, claim: ToolClaim, { toolId }: ToolRecord): ConditionalWrite {
  const Item = { ...claimKey(claim), toolId };
  if (claim.kind === 'shared') return { write: { Put: { TableName, Item } } };
  const otherwise: WriteOutcome = claim.kind === 'name' ? 'name-taken' : 'definition-taken';
  return { write: { Put: { TableName, Item, ConditionExpression: isNew } }, otherwise };
}

function versionWrite(TableName: string, record: ToolRecord): ConditionalWrite {
  return { write: { Put: { TableName, Item: toVersionItem(record), ConditionExpression: isNew } }, otherwise: 'stale' };
}

/** From here on the artifact is never removed; whoever held it need not any more. */
function referenceWrite(TableName: string, { digest, updatedAt }: ToolRecord): ConditionalWrite {
  const Update = {
    TableName,
    Key: artifactKey(digest),
    UpdateExpression: 'SET isReferenced = :true REMOVE heldUntilMs, removalUntilMs',
    ConditionExpression: 'attribute_not_exists(removalUntilMs) OR removalUntilMs < :now',
    ExpressionAttributeValues: { ':true': true, ':now': Date.parse(updatedAt) },
  };
  return { write: { Update }, otherwise: 'artifact-busy' };
}

function definitionFirst(left: ToolClaim, right: ToolClaim): number {
  return Number(right.kind === 'definition') - Number(left.kind === 'definition');
}
