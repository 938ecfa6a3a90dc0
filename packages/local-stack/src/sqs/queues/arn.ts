/** Names and addresses of queues in this one account and region. */
export interface QueueNames {
  arnOf(name: string): string;
  /** The queue an ARN names, if it is one of ours; its existence is another matter. */
  nameOf(arn: string): string | undefined;
}

export function createQueueNames(region: string, accountId: string): QueueNames {
  const prefix = `arn:aws:sqs:${region}:${accountId}:`;
  return {
    arnOf: (name) => prefix + name,
    nameOf: (arn) => (arn.startsWith(prefix) ? arn.slice(prefix.length) : undefined),
  };
}
