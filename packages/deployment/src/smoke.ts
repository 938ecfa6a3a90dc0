import {
  createDocumentClient,
  createDynamoDbToolRepository,
  createS3ArtifactStore,
  createS3Connector,
  createSqsConnector,
  createSqsDeadLetters,
  createSqsWorkQueue,
} from '@dtr/adapters-aws';
import { anOutboxEntry, aToolRecord, planner } from '@dtr/core/testing';

/** Uses what Terraform has made as the functions do: writes a tool, an artifact and a message, and finds each again. */
async function main({ TABLE_NAME = '', BUCKET_NAME = '', QUEUE_URL: queueUrl = '' }: NodeJS.ProcessEnv): Promise<void> {
  const record = await aToolRecord();
  const tools = createDynamoDbToolRepository({ client: createDocumentClient(), tableName: TABLE_NAME });
  check('a tool is written', await tools.add(record, anOutboxEntry(record)), 'written');
  check('is found by its id', (await tools.find(record.toolId))?.toolId, record.toolId);
  check('is in the list of its owner', (await tools.list({ listing: { owner: planner }, limit: 10 })).length, 1);

  const artifacts = createS3ArtifactStore({
    connect: createS3Connector({ isPathStyle: true }),
    bucketName: BUCKET_NAME,
  });
  check('an artifact is written', await artifacts.put(record.digest, '{}'), 'added');
  check('and never again', await artifacts.put(record.digest, '{"other":1}'), 'already-present');
  check('and found', await artifacts.find(record.digest), '{}');

  const queue = { connect: createSqsConnector(), queueUrl };
  await createSqsWorkQueue(queue).send({ kind: 'job.run', agent: planner, jobId: 'job-1' }, { agent: planner });
  check('a message is in the queue', await createSqsDeadLetters(queue).count(), 1);
}

function check(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: found ${String(found)}, not ${String(wanted)}`);
  process.stdout.write(`ok   ${what}\n`);
}

await main(process.env);
