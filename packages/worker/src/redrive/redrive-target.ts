import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@dtr/lambda-kit';

/** Which queues are meant and how to reach them. What is absent comes from where the SDK looks for it. */
export interface RedriveTarget {
  readonly deadLetterQueueUrl: string;
  readonly queueUrl?: string | undefined;
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Whoever asks can mend it; the text says how. */
export class RedriveError extends Error {
  override readonly name = 'RedriveError';
}

/** Of the local stack: its account, region and dead-letter queue, as its README says. */
const local = { region: 'us-east-1', deadLetterQueuePath: '/000000000000/dtr-local-work-dead' };

/** The queues that the environment names by their URLs, or else those of the local stack, with its operator's keys. Throws `RedriveError` when it never ran. */
export function redriveTarget(env: Environment): RedriveTarget {
  const { DEAD_LETTER_QUEUE_URL, QUEUE_URL, DTR_DATA_DIR } = env;
  if (DEAD_LETTER_QUEUE_URL) {
    const [, region] = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\./.exec(DEAD_LETTER_QUEUE_URL) ?? [];
    return { deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL, queueUrl: QUEUE_URL, ...(region && { region }) };
  }
  const dataDir = DTR_DATA_DIR || '.local';
  try {
    const { sqs } = JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'));
    const [accessKeyId = '', secretAccessKey = ''] = readFileSync(join(dataDir, 'keys', 'operator'), 'utf8')
      .trim()
      .split(' ');
    const { region } = local;
    return {
      deadLetterQueueUrl: sqs + local.deadLetterQueuePath,
      region,
      endpoint: sqs,
      credentials: { accessKeyId, secretAccessKey },
    };
  } catch {
    throw new RedriveError(`No local stack has run in ${dataDir}: run "make start", or set DEAD_LETTER_QUEUE_URL.`);
  }
}
