import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ArtifactLedger, Digest } from '@dtr/core';
import { asking } from '../outage.ts';
import { artifactKey } from './keys.ts';

interface LedgerOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const isNotBeingRemoved = '(attribute_not_exists(removalUntilMs) OR removalUntilMs < :now)';
const isNotHeld = '(attribute_not_exists(heldUntilMs) OR heldUntilMs < :now)';

/** One item per artifact that is referenced, held or being removed; the transaction of a new version marks it referenced. */
export function createDynamoDbArtifactLedger({ client, tableName }: LedgerOptions): ArtifactLedger {
  const update = (
    digest: Digest,
    UpdateExpression: string,
    ConditionExpression: string,
    values: Record<string, number>,
  ) => {
    const command = new UpdateCommand({
      TableName: tableName,
      Key: artifactKey(digest),
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeValues: values,
    });
    return holds(() => client.send(command));
  };
  return {
    async hold(digest, { now, until }) {
      const values = { ':now': now.getTime(), ':until': until.getTime() };
      return (await update(digest, 'SET heldUntilMs = :until', isNotBeingRemoved, values)) ? 'held' : 'being-removed';
    },
    async claimRemoval(digest, { now, until }) {
      const isFree = `attribute_not_exists(isReferenced) AND ${isNotHeld} AND ${isNotBeingRemoved}`;
      const values = { ':now': now.getTime(), ':until': until.getTime() };
      const claim = 'SET removalUntilMs = :until REMOVE heldUntilMs';
      return (await update(digest, claim, isFree, values)) ? 'claimed' : 'in-use';
    },
    async endRemoval(digest, until) {
      const command = new DeleteCommand({
        TableName: tableName,
        Key: artifactKey(digest),
        ConditionExpression: 'removalUntilMs = :until AND attribute_not_exists(isReferenced)',
        ExpressionAttributeValues: { ':until': until.getTime() },
      });
      await holds(() => client.send(command));
    },
  };
}

/** Whether the write's condition held. */
async function holds(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await asking('catalogue', write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
