import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BedrockAgentCoreClient, ListCodeInterpreterSessionsCommand } from '@aws-sdk/client-bedrock-agentcore';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Credentials, createClient, readSharedCredentials } from '@dtr/client';
import { dynamoDbCall } from '../net/aws-call.ts';
import { openQueues } from '../sqs/queues/open-queues.ts';
import { writeFixtureBundles } from '../testing/fixture-bundles.ts';
import { temporaryFolder } from '../testing/function-sources.ts';
import { eventually, isRunning } from '../testing/processes.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from './start-local-stack.ts';

/** What the fixture functions answer with. */
interface Echo {
  readonly pid: number;
  readonly event: { readonly requestContext: { readonly authorizer: { readonly iam: { readonly userArn: string } } } };
  readonly environment: Readonly<Record<string, string>>;
}

// Each starts a whole stack, and a busy machine takes its time for that.
jest.setTimeout(180_000);

describe('a local stack', () => {
  const folder = temporaryFolder();
  const bundles = writeFixtureBundles(join(folder.dir, 'bundles'));
  const running: LocalStack[] = [];
  let dataDir: string;
  let counter = 0;

  async function start(more: Partial<LocalStackOptions> = {}) {
    const stack = await startLocalStack({ dataDir, codeRoot: bundles, throttle: 'off', ...more });
    running.push(stack);
    return stack;
  }

  const call = async (stack: LocalStack, credentials: Credentials) => {
    const { data } = await createClient({ endpoint: stack.endpoints.api, credentials }).listTools();
    return data as unknown as Echo;
  };

  beforeEach(() => {
    counter += 1;
    dataDir = join(folder.dir, `data-${counter}`);
  });

  afterEach(async () => {
    for (const stack of running.splice(0)) await stack.stop();
  });

  afterAll(() => folder.remove());

  it('lets each agent of its credentials file call the API, as that agent', async () => {
    const stack = await start();

    for (const name of ['planner', 'researcher', 'operator'] as const) {
      const credentials = await readSharedCredentials(stack.credentialsFile, name);
      const { event } = await call(stack, credentials);

      expect(credentials).toEqual(stack.credentials[name]);
      expect(event.requestContext.authorizer.iam.userArn).toBe(`arn:aws:iam::000000000000:user/${name}`);
    }
  });

  it('gives the tool manager its settings and the addresses of the services, and the executor none', async () => {
    const stack = await start();
    const { environment } = await call(stack, stack.credentials.planner);
    const executor = await invoke(stack, stack.credentials.operator, 'dtr-local-executor');

    expect(environment).toMatchObject({
      ENVIRONMENT: 'local',
      SERVICE_VERSION: '0.1.0',
      TABLE_NAME: 'dtr-local',
      BUCKET_NAME: 'dtr-local-artifacts',
      VALIDATOR_FUNCTION_NAME: 'dtr-local-validator',
      EXECUTOR_FUNCTION_NAME: 'dtr-local-executor',
      CODE_INTERPRETER_ID: 'aws.codeinterpreter.v1',
      QUEUE_URL: `${stack.endpoints.sqs}/000000000000/dtr-local-work`,
      OPERATOR_AGENTS: '000000000000/user/operator',
      AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
      AWS_ENDPOINT_URL_S3: stack.endpoints.s3,
      AWS_ENDPOINT_URL_LAMBDA: stack.endpoints.lambda,
      AWS_ENDPOINT_URL_BEDROCK_AGENTCORE: stack.endpoints.agentcore,
      AWS_ENDPOINT_URL_SQS: stack.endpoints.sqs,
    });
    expect(Buffer.from(environment.CURSOR_KEY ?? '', 'base64')).toHaveLength(32);
    expect(
      Object.keys(executor.environment).filter((name) => /ENDPOINT|TABLE|BUCKET|CURSOR|QUEUE|OPERATOR/.test(name)),
    ).toEqual([]);
  });

  it('gives the worker both queues, the executor and the interpreter', async () => {
    const stack = await start();
    const { environment } = await invoke(stack, stack.credentials.operator, 'dtr-local-worker');

    expect(environment).toMatchObject({
      QUEUE_URL: `${stack.endpoints.sqs}/000000000000/dtr-local-work`,
      DEAD_LETTER_QUEUE_URL: `${stack.endpoints.sqs}/000000000000/dtr-local-work-dead`,
      EXECUTOR_FUNCTION_NAME: 'dtr-local-executor',
      CODE_INTERPRETER_ID: 'aws.codeinterpreter.v1',
      AWS_ENDPOINT_URL_BEDROCK_AGENTCORE: stack.endpoints.agentcore,
    });
  });

  it('has its table, its bucket and its queues ready, for the operator but not for agents', async () => {
    const { endpoints, credentials, region } = await start();
    const { planner, operator } = credentials;
    const described = await dynamoDbCall<{ Table: { TableStatus: string } }>(
      { endpoint: endpoints.dynamodb, credentials: operator, region },
      'DescribeTable',
      { TableName: 'dtr-local' },
    );
    const s3 = (keys: Credentials) =>
      new S3Client({ endpoint: endpoints.s3, region, credentials: keys, forcePathStyle: true });
    const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials: operator });
    const head = new HeadBucketCommand({ Bucket: 'dtr-local-artifacts' });

    expect(described.Table.TableStatus).toBe('ACTIVE');
    expect((await s3(operator).send(head)).$metadata.httpStatusCode).toBe(200);
    await expect(s3(planner).send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([
      `${endpoints.sqs}/000000000000/dtr-local-work`,
      `${endpoints.sqs}/000000000000/dtr-local-work-dead`,
    ]);
  });

  it('brings the messages of its queue to the worker, also those sent before a restart', async () => {
    const first = await start();
    await first.stop();
    const queues = openQueues({ ...sqsOf(first), now: () => new Date() });
    queues.send('dtr-local-work', { body: '{}', sender: 'test' });
    queues.close();

    const { endpoints, credentials, region } = await start();

    const QueueUrl = `${endpoints.sqs}/000000000000/dtr-local-work`;
    const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials: credentials.operator });
    const attributes = async () => {
      const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      return (await sqs.send(asked)).Attributes ?? {};
    };
    const left = async () => {
      const { ApproximateNumberOfMessages = '', ApproximateNumberOfMessagesNotVisible = '' } = await attributes();
      return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
    };
    await eventually(async () => (await left()) === 0, 'the worker has dealt with it', 15_000);
    const { VisibilityTimeout, RedrivePolicy = '{}' } = await attributes();
    expect(VisibilityTimeout).toBe('900');
    expect(JSON.parse(RedrivePolicy)).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dtr-local-work-dead',
      maxReceiveCount: 5,
    });
  });

  it('leaves messages in the queue when it is given no workers', async () => {
    const { endpoints, credentials, region } = await start({ workers: 0 });
    const QueueUrl = `${endpoints.sqs}/000000000000/dtr-local-work`;
    const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials: credentials.operator });

    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    await sleep(300);

    const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(received.Messages).toMatchObject([{ Attributes: { ApproximateReceiveCount: '1' } }]);
  });

  it('has a Code Interpreter without sessions, for the operator but not for agents', async () => {
    const { endpoints, credentials, region } = await start();
    const list = (keys: Credentials) =>
      new BedrockAgentCoreClient({ endpoint: endpoints.agentcore, region, credentials: keys, maxAttempts: 1 }).send(
        new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier: 'aws.codeinterpreter.v1' }),
      );

    expect((await list(credentials.operator)).items).toEqual([]);
    await expect(list(credentials.planner)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('lets the tool manager invoke functions, but neither agents nor the executor', async () => {
    const stack = await start();
    const { environment } = await call(stack, stack.credentials.planner);
    const executor = await invoke(stack, roleOf(environment), 'dtr-local-executor');

    await expect(invoke(stack, roleOf(executor.environment), 'dtr-local-validator')).rejects.toThrow('security token');
    await expect(invoke(stack, stack.credentials.planner, 'dtr-local-validator')).rejects.toThrow('security token');
  });

  it('writes its addresses down, and keeps keys, addresses and data over a restart', async () => {
    const first = await start();
    const written = JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'));
    const before = await call(first, first.credentials.planner);
    await dynamoDbCall(operatorAt(first), 'PutItem', {
      TableName: 'dtr-local',
      Item: { pk: { S: 'a' }, sk: { S: 'b' } },
    });
    await first.stop();

    const second = await start();
    const after = await call(second, first.credentials.planner);
    const { Count } = await dynamoDbCall<{ Count: number }>(operatorAt(second), 'Scan', { TableName: 'dtr-local' });

    expect(written).toEqual(first.endpoints);
    expect({ ...second.endpoints, api: '' }).toEqual({ ...first.endpoints, api: '' });
    expect(second.credentials).toEqual(first.credentials);
    expect(after.environment.CURSOR_KEY).toBe(before.environment.CURSOR_KEY);
    expect(after.environment.AWS_SECRET_ACCESS_KEY).toBe(before.environment.AWS_SECRET_ACCESS_KEY);
    expect(Count).toBe(1);
  });

  it('keeps what is secret to its owner', async () => {
    const { credentialsFile } = await start();

    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([
      modeOf(dataDir),
      modeOf(credentialsFile),
      modeOf(join(dataDir, 'keys.json')),
      modeOf(join(dataDir, 'keys', 'planner')),
    ]).toEqual(['700', '600', '600', '600']);
  });

  it('shares its folder with no other stack, and gives it back when it stops', async () => {
    const first = await start();

    await expect(start()).rejects.toThrow(`${dataDir} is in use by another stack (process ${process.pid})`);
    await first.stop();
    await expect(start()).resolves.toBeDefined();
  });

  it('says when the port is taken, and leaves nothing behind', async () => {
    const { endpoints } = await start();
    const port = Number(new URL(endpoints.api).port);
    dataDir = `${dataDir}-other`;

    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken: set PORT to another one.`);
    await expect(start()).resolves.toBeDefined();
  });

  it('says how to build a function that is missing', async () => {
    const codeRoot = join(folder.dir, 'empty');
    mkdirSync(codeRoot, { recursive: true });

    await expect(start({ codeRoot })).rejects.toThrow('The function tool-manager is not built');
  });

  it('starts again a function that is killed, and ends all of them when it stops', async () => {
    const stack = await start();
    await stack.warm;
    const { pid } = await call(stack, stack.credentials.planner);

    process.kill(pid, 'SIGKILL');
    await eventually(() => !isRunning(pid), 'it is gone');
    const next = await call(stack, stack.credentials.planner);
    await stack.stop();

    expect(next.pid).not.toBe(pid);
    expect(isRunning(next.pid)).toBe(false);
  });

  it('lets requests finish that are running when it stops, and takes no new ones', async () => {
    const stack = await start();
    const client = createClient({
      endpoint: stack.endpoints.api,
      credentials: stack.credentials.planner,
      retry: { maxAttempts: 1 },
    });
    await client.listTools();
    const slow = client.listTools({ q: '400' });
    await sleep(100);

    const stopped = stack.stop();
    await sleep(50);

    await expect(client.listTools()).rejects.toMatchObject({ reason: 'connection' });
    expect((await slow).status).toBe(200);
    await stopped;
  });

  it('cuts requests that take too long when it stops', async () => {
    const stack = await start();
    const client = createClient({
      endpoint: stack.endpoints.api,
      credentials: stack.credentials.planner,
      retry: { maxAttempts: 1 },
    });
    const endless = client.listTools({ q: '60000' }).catch((error) => error);
    await sleep(100);

    await stack.stop();

    expect(await endless).toMatchObject({ reason: 'connection' });
  });

  it('uses the services it is given instead of its own, with the keys it is given', async () => {
    const { endpoints } = await start();
    dataDir = `${dataDir}-other`;
    const own = { accessKeyId: 'AKIAOWN', secretAccessKey: 'own' };
    const external = { dynamodb: endpoints.dynamodb, sqs: 'http://127.0.0.1:9' };

    const stack = await start({ external, ownCredentials: own });
    const { environment } = await call(stack, stack.credentials.planner);

    expect(stack.endpoints).toMatchObject(external);
    expect(environment.AWS_ENDPOINT_URL_DYNAMODB).toBe(endpoints.dynamodb);
    expect(environment.AWS_ACCESS_KEY_ID).toBe('AKIAOWN');
    await expect(invoke(stack, own, 'dtr-local-validator')).resolves.toBeDefined();
  });

  const sqsOf = ({ dataDir: dir, region }: LocalStack) => ({
    dataDir: join(dir, 'sqs'),
    region,
    accountId: '000000000000',
  });

  const operatorAt = ({ endpoints, credentials, region }: LocalStack) => ({
    endpoint: endpoints.dynamodb,
    credentials: credentials.operator,
    region,
  });

  const roleOf = (environment: Readonly<Record<string, string>>): Credentials => ({
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: environment.AWS_SESSION_TOKEN ?? '',
  });

  async function invoke(
    { endpoints, region }: LocalStack,
    credentials: Credentials,
    FunctionName: string,
  ): Promise<Echo> {
    const client = new LambdaClient({ endpoint: endpoints.lambda, region, credentials, maxAttempts: 1 });
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    client.destroy();
    return JSON.parse(JSON.parse(Payload?.transformToString() ?? '{}').body);
  }
});
