import type { Environment } from '@dtr/lambda-kit';
import { dataDirOf, type LocalTarget, localTarget } from '../local-target.ts';

/** Which queues are meant and how to reach them. What is absent comes from where the SDK looks for it. */
export interface RedriveTarget extends Partial<LocalTarget> {
  readonly deadLetterQueueUrl: string;
  readonly queueUrl?: string | undefined;
}

/** Whoever asks can mend it; the text says how. */
export class RedriveError extends Error {
  override readonly name = 'RedriveError';
}

/** Of the local stack: its account and its dead-letter queue, as its README says. */
const deadLetterQueuePath = '/000000000000/dtr-local-work-dead';

/** The queues that the environment names by their URLs, or else those of the local stack, with its operator's keys. Throws `RedriveError` when it never ran. */
export function redriveTarget(env: Environment): RedriveTarget {
  const { DEAD_LETTER_QUEUE_URL, QUEUE_URL } = env;
  if (DEAD_LETTER_QUEUE_URL) {
    const [, region] = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\./.exec(DEAD_LETTER_QUEUE_URL) ?? [];
    return { deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL, queueUrl: QUEUE_URL, ...(region && { region }) };
  }
  const target = localTarget(env, 'sqs');
  if (target === undefined)
    throw new RedriveError(
      `No local stack has run in ${dataDirOf(env)}: run "make start", or set DEAD_LETTER_QUEUE_URL.`,
    );
  return {
    deadLetterQueueUrl: target.endpoint + deadLetterQueuePath,
    ...(QUEUE_URL && { queueUrl: QUEUE_URL }),
    ...target,
  };
}
