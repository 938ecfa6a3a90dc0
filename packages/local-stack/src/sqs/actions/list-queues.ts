import { integerWithin, optionalText, queueUrl } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';
import { SqsError } from '../sqs-error.ts';

const MAX_QUEUES = 1_000;

/** Queues by name; a page ends with the name of its last queue as token, if the caller limits it. */
export const listQueues: SqsAction = (call) => {
  const { input, queues } = call;
  const limit = integerWithin(input, 'MaxResults', [1, MAX_QUEUES]);
  const token = optionalText(input, 'NextToken');
  if (token !== undefined && limit === undefined) {
    throw new SqsError('InvalidParameterValue', 'NextToken needs MaxResults.');
  }
  const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
  const after = Buffer.from(token ?? '', 'base64url').toString('utf8');
  const found = queues.list().filter(({ name }) => name.startsWith(prefix) && name > after);
  const page = found.slice(0, limit ?? MAX_QUEUES);
  const last = page.at(-1);
  const NextToken =
    limit !== undefined && last && page.length < found.length && Buffer.from(last.name).toString('base64url');
  return { QueueUrls: page.map(({ name }) => queueUrl(call, name)), ...(NextToken && { NextToken }) };
};
