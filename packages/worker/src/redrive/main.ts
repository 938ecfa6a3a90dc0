import { createSqsConnector } from '@dtr/adapters-aws';
import { moveDeadLetters } from './move-dead-letters.ts';
import { RedriveError, redriveTarget } from './redrive-target.ts';

const { stdout, stderr, env } = process;

/** Moves dead letters back into work and says how many. Exit code 1 when that was not possible for all. */
async function main(): Promise<void> {
  const { deadLetterQueueUrl, queueUrl, ...client } = redriveTarget(env);
  const connect = createSqsConnector(client);
  const { moved, failure } = await moveDeadLetters({ connect, deadLetterQueueUrl, queueUrl }).catch((error) => {
    if (error?.code !== 'ECONNREFUSED') throw error;
    throw new RedriveError(`Nothing answers at ${deadLetterQueueUrl}: run "make start" first.`);
  });
  const name = deadLetterQueueUrl.split('/').at(-1);
  if (moved > 0) stdout.write(`Moved back from ${name}: ${moved}.\n`);
  else if (failure === undefined) stdout.write(`${name} holds no messages to move.\n`);
  if (failure !== undefined) throw new RedriveError(`Not all could be moved: ${failure}.`);
}

main().catch((error) => {
  stderr.write(error instanceof RedriveError ? `${error.message}\n` : `${error?.name}: ${error?.message}\n`);
  process.exitCode = 1;
});
