import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Tool } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft } from './drafts.ts';

jest.setTimeout(180_000);

const run = promisify(execFile);

/** Whether a program is here and understands what we need; one clear line otherwise. */
function usable(program: string, needs: RegExp, ...args: readonly string[]): boolean {
  try {
    if (needs.test(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))) return true;
  } catch {
    // Not installed: the same as not usable.
  }
  process.stderr.write(`skipped: ${program} is not installed here, or too old\n`);
  return false;
}

const withCurl = usable('curl', /--aws-sigv4/, '--help', 'all') ? describe : describe.skip;
const withAws = usable('aws', /aws-cli\//, '--version') ? describe : describe.skip;

withCurl('curl --aws-sigv4', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const curl = async (path: string, ...args: readonly string[]) => {
    const { accessKeyId, secretAccessKey } = stack.planner.credentials;
    const auth = ['--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--user', `${accessKeyId}:${secretAccessKey}`];
    const { stdout } = await run('curl', ['--silent', ...auth, ...args, new URL(path, stack.endpoints.api).href]);
    return JSON.parse(stdout);
  };
  const json = (body: unknown) => ['--header', 'content-type: application/json', '--data', JSON.stringify(body)];

  it('creates a tool, runs it and finds it', async () => {
    const draft = aDraft({ code: 'function run(value) { return value * 3; }\n// by hand' });

    const tool: Tool = await curl('/tools', ...json(draft));
    const result = await curl(`/tools/${tool.toolId}/execute`, ...json({ input: { value: 14 } }));
    const list = await curl(`/tools?q=${tool.name}`);

    expect(result).toMatchObject({ status: 'succeeded', output: 42 });
    expect(list.items).toEqual([expect.objectContaining({ toolId: tool.toolId })]);
  });
});

withAws('the aws command line', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const aws = async (endpoint: string, ...args: readonly string[]) => {
    // Only the operator may speak to the services behind the API.
    const { accessKeyId, secretAccessKey } = await stack.credentialsOf('operator');
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_DEFAULT_REGION: 'us-east-1',
    };
    const { stdout } = await run(
      'aws',
      [...args, '--endpoint-url', stack.endpoints[endpoint] ?? '', '--output', 'json'],
      { env },
    );
    return stdout;
  };

  it('sees the table and the rows of a tool', async () => {
    const { body } = await stack.planner.call<Tool>('POST', '/tools', { body: aDraft() });

    const tables = JSON.parse(await aws('dynamodb', 'dynamodb', 'list-tables'));
    const filter = ['--filter-expression', 'contains(pk, :id)', '--expression-attribute-values'];
    const scan = await aws(
      'dynamodb',
      'dynamodb',
      'scan',
      '--table-name',
      'dtr-local',
      ...filter,
      JSON.stringify({ ':id': { S: body.toolId } }),
    );

    expect(tables.TableNames).toContain('dtr-local');
    expect(JSON.parse(scan).Items.length).toBeGreaterThan(0);
  });

  it('sees the artifact of a tool', async () => {
    const { body } = await stack.planner.call<Tool>('POST', '/tools', { body: aDraft() });

    const listing = JSON.parse(await aws('s3', 's3api', 'list-objects-v2', '--bucket', 'dtr-local-artifacts'));
    const hex = body.digest.slice('sha256:'.length);
    const key = listing.Contents.map(({ Key }: { Key: string }) => Key).find((found: string) => found.includes(hex));
    const artifact = await aws('s3', 's3', 'cp', `s3://dtr-local-artifacts/${key}`, '-');

    expect(artifact).toContain('function add(value)');
  });
});
