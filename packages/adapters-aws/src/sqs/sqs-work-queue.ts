import { createHash } from 'node:crypto';
import type { AgentId, WorkQueue } from '@dtr/core';
import { asking } from '../outage.ts';
import type { SqsConnector } from './sqs-connection.ts';

export interface QueueOptions {
  readonly connect: SqsConnector;
  readonly queueUrl: string;
}

/**
 * Sends to a standard queue, each agent's messages as a group of their own: a fair queue brings those of quiet groups first. A send
 * that was lost on its way back is repeated, so that a message may be there twice.
 */
export function createSqsWorkQueue({ connect, queueUrl }: QueueOptions): WorkQueue {
  return {
    async send(message, { agent, delaySeconds } = {}) {
      const { sdk, client } = await connect();
      const command = new sdk.SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: groupOf(agent),
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
      });
      await asking('queue', () => client.send(command));
    },
  };
}

/** A group's name has at most 128 characters, of which some that agents have are none. Without a group each message would be its own. */
function groupOf(agent: AgentId | undefined): string {
  if (agent === undefined) return 'system';
  return createHash('sha256').update(agent, 'utf8').digest('hex').slice(0, 32);
}
