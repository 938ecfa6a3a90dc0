import { expiryAttribute, tableDefinition } from '@dtr/adapters-aws';
import { quietLog } from '../log/log.ts';
import { AwsCallError, dynamoDbCall } from '../net/aws-call.ts';
import { type ProcessGuard, startProcessGuard } from '../process/process-guard.ts';
import { temporaryFolder } from '../testing/function-sources.ts';
import { eventually } from '../testing/processes.ts';
import { type DynamoDbEngine, startDynamoDbEngine } from './dynamodb-engine.ts';
import { engineBinary } from './engine-binary.ts';
import { ensureTable } from './ensure-table.ts';
import { expireItems } from './expire-items.ts';

const hasEngine = (() => {
  try {
    return engineBinary() !== '';
  } catch {
    return false;
  }
})();
const describeWithEngine = hasEngine ? describe : describe.skip;

describe('engineBinary', () => {
  it('says what to do on a platform without an engine', () => {
    expect(() => engineBinary('plan9', 'mips')).toThrow(
      'There is no embedded DynamoDB for plan9-mips (@dynoxide/plan9-mips is not installed): ' +
        'run one of your own and set AWS_ENDPOINT_URL_DYNAMODB to its address.',
    );
  });
});

describeWithEngine('the DynamoDB engine', () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  const log = {
    write: (level: string, _source: string, message: string) => void (level === 'warn' && warnings.push(message)),
  };
  let guard: ProcessGuard;
  let engine: DynamoDbEngine;
  const definition = tableDefinition('things');
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
  const at = () => ({ endpoint: engine.endpoint, credentials, region: 'us-east-1' });
  const item = (pk: string, more: object = {}) => ({
    TableName: 'things',
    Item: { pk: { S: pk }, sk: { S: 'x' }, ...more },
  });
  const keysLeft = async () => {
    const { Items } = await dynamoDbCall<{ Items: { pk: { S: string } }[] }>(at(), 'Scan', { TableName: 'things' });
    return Items.map(({ pk }) => pk.S).sort();
  };

  beforeAll(async () => {
    guard = startProcessGuard();
    engine = await startDynamoDbEngine({ folder: folder.dir, preferredPort: undefined, guard, log });
    await ensureTable(at(), definition, expiryAttribute);
  });

  afterAll(async () => {
    await engine.stop();
    await guard.close();
    folder.remove();
  });

  it('leaves a table alone that is there already', async () => {
    await dynamoDbCall(at(), 'PutItem', item('kept'));
    await ensureTable(at(), definition, expiryAttribute);

    expect(await keysLeft()).toEqual(['kept']);
    const { TimeToLiveDescription } = await dynamoDbCall<{ TimeToLiveDescription: object }>(
      at(),
      'DescribeTimeToLive',
      { TableName: 'things' },
    );
    expect(TimeToLiveDescription).toEqual({ AttributeName: expiryAttribute, TimeToLiveStatus: 'ENABLED' });
  });

  it('passes on why the engine refuses a call', async () => {
    const call = dynamoDbCall(at(), 'PutItem', { TableName: 'nowhere', Item: { pk: { S: 'a' } } });

    await expect(call).rejects.toBeInstanceOf(AwsCallError);
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 400 });
  });

  it('deletes what has expired and nothing else', async () => {
    const nowMs = 1_800_000_000_000;
    const expiring = (seconds: number) => ({ [expiryAttribute]: { N: String(nowMs / 1000 + seconds) } });
    await dynamoDbCall(at(), 'PutItem', item('over', expiring(-1)));
    await dynamoDbCall(at(), 'PutItem', item('long-over', expiring(-1_000_000)));
    await dynamoDbCall(at(), 'PutItem', item('lasting', expiring(1)));
    const table = { tableName: 'things', keyAttributes: ['pk', 'sk'], ttlAttribute: expiryAttribute };

    expect(await expireItems(at(), table, nowMs)).toBe(2);
    expect(await keysLeft()).toEqual(['kept', 'lasting']);
    expect(await expireItems(at(), table, nowMs)).toBe(0);
  });

  it('is started again at the same address when it crashes, with what was acknowledged', async () => {
    await dynamoDbCall(at(), 'PutItem', item('written-last'));

    engine.kill();

    await eventually(() => warnings.length > 0, 'the crash was seen');
    await eventually(
      () =>
        keysLeft().then(
          (keys) => keys.includes('written-last'),
          () => false,
        ),
      'the item is back',
    );
  });

  it('takes the port it had before when it is free', async () => {
    const other = temporaryFolder();
    const { port } = engine;
    await engine.stop();
    engine = await startDynamoDbEngine({ folder: folder.dir, preferredPort: port, guard, log: quietLog });
    const second = await startDynamoDbEngine({ folder: other.dir, preferredPort: port, guard, log: quietLog });
    await second.stop();
    other.remove();

    expect(engine.port).toBe(port);
    expect(second.port).not.toBe(port);
  });
});
