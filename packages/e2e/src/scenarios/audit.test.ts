import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, ExecutionResult, Job, Page, Tool, ToolDraft, ValidationReport } from '@dtr/contracts';
import { type Connection, connect, stackDirVariable } from '../stack/connection.ts';
import { aDraft, aPythonDraft } from './drafts.ts';
import { eventually } from './eventually.ts';

jest.setTimeout(180_000);

const root = join(import.meta.dirname, '..', '..', '..', '..');
const run = promisify(execFile);

/** As `make verify-audit` runs it. */
async function verifyAudit(day: string, dataDir = process.env[stackDirVariable] ?? '') {
  const program = join('packages', 'worker', 'src', 'verify-audit', 'main.ts');
  const env = { PATH: process.env.PATH, DTR_DATA_DIR: dataDir, DAY: day };
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    cwd: root,
    env,
  });
  return stdout;
}

describe('the audit log', () => {
  let stack: Connection;
  let startedAt: string;
  beforeAll(async () => {
    stack = await connect();
    startedAt = new Date(Date.now() - 60_000).toISOString();
  });

  /** Every event that fits, page by page, in the order of the answer. */
  async function listAll(filter: Readonly<Record<string, string>>): Promise<readonly AuditEntry[]> {
    const entries: AuditEntry[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ from: startedAt, limit: '100', ...filter, ...(cursor && { cursor }) });
      const { body } = await stack.operator.call<Page<AuditEntry>>('GET', `/audit?${query}`);
      entries.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    return entries;
  }
  const oldestFirst = (entries: readonly AuditEntry[]) => [...entries].reverse();
  const create = async (draft: ToolDraft) => (await stack.planner.call<Tool>('POST', '/tools', { body: draft })).body;

  it('has every verdict that was given, cached ones too, with the rules broken and none of the code', async () => {
    const code = `import os\n\ndef secret_name_${Date.now()}() -> str:\n    return os.getcwd()\n`;
    const draft = aPythonDraft({ code });
    const validate = () => stack.planner.call<ValidationReport>('POST', '/tools/validate', { body: draft });

    const { body } = await validate();
    await validate();
    await stack.planner.refused('POST', '/tools', { body: draft });

    const all = await listAll({ kind: 'verdict', agent: '000000000000/user/planner' });
    const events = oldestFirst(all.filter(({ digest }) => digest === body.digest));
    expect(events.map(({ details }) => [details.during, details.verdict, details.cached])).toEqual([
      ['validate', 'rejected', false],
      ['validate', 'rejected', true],
      ['create', 'rejected', true],
    ]);
    const rules = new Set(body.violations.map(({ rule }) => rule));
    expect(Object.keys(events[0]?.details.rules ?? {}).sort()).toEqual([...rules].sort());
    expect(JSON.stringify(events)).not.toMatch(/secret_name|getcwd/);
  });

  it('has the life of a tool: verdict, creation, executions at once and as a job, change, deletion', async () => {
    const draft = aDraft();
    const { toolId } = await create(draft);
    const path = `/tools/${toolId}`;
    const body = { input: { value: 1 } };
    const atOnce = await stack.planner.call<ExecutionResult>('POST', `${path}/execute`, { body });
    const headers = { prefer: 'respond-async' };
    const { body: job } = await stack.planner.call<Job>('POST', `${path}/execute`, { body, headers });
    await eventually(async () => {
      const { body: now } = await stack.planner.call<Job>('GET', `/jobs/${job.jobId}`);
      return now.finishedAt;
    });
    const change = { body: { ...draft, tags: ['changed'] }, headers: { 'if-match': '*' } };
    await stack.planner.call('PUT', path, change);
    await stack.planner.call('DELETE', path, { headers: { 'if-match': '*' } });

    const events = oldestFirst(await listAll({ toolId }));

    expect(events.filter(({ kind }) => kind !== 'verdict')).toMatchObject([
      { kind: 'tool.created', actor: '000000000000/user/planner', details: { version: 1 } },
      { kind: 'execution', details: { executionId: atOnce.body.executionId, status: 'succeeded', tier: 'wasm' } },
      { kind: 'execution', details: { jobId: job.jobId, attempt: 1, status: 'succeeded', tier: 'wasm' } },
      { kind: 'tool.updated', details: { version: 1, revision: 2 } },
      { kind: 'tool.deleted', details: { revision: 3 } },
    ]);
    expect(events[0]).toMatchObject({ kind: 'verdict', details: { during: 'create', verdict: 'accepted' } });
  });

  it('pages through a period, each event once', async () => {
    for (let index = 0; index < 3; index += 1) await create(aDraft());
    const to = new Date().toISOString();
    const whole = await listAll({ to });

    const paged = await listAll({ to, limit: '7' });

    expect(paged.map(({ eventId }) => eventId)).toEqual(whole.map(({ eventId }) => eventId));
    expect(
      whole
        .map(({ eventId }) => eventId)
        .sort()
        .reverse(),
    ).toEqual(whole.map(({ eventId }) => eventId));
  });

  it('is for operators, and for periods of at most 31 days', async () => {
    expect(await stack.planner.refused('GET', '/audit')).toMatchObject({
      status: 403,
      body: { code: 'request.forbidden' },
    });
    expect(await stack.operator.refused('GET', '/audit?from=2026-01-01T00:00:00Z')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/from' }] },
    });
    expect((await stack.operator.refused('GET', '/audit?to=yesterday')).status).toBe(400);
  });

  describe('as it is checked by a command', () => {
    let table: DynamoDBDocumentClient;
    beforeAll(async () => {
      const credentials = await stack.credentialsOf('operator');
      const client = new DynamoDBClient({ endpoint: stack.endpoints.dynamodb ?? '', region: 'us-east-1', credentials });
      table = DynamoDBDocumentClient.from(client);
    });
    afterAll(() => table.destroy());

    it('is sound until somebody who may write to the table removes or alters an event', async () => {
      const { toolId } = await create(aDraft());
      const [event] = await listAll({ toolId, kind: 'tool.created' });
      if (event === undefined) throw new Error('There is no event to tamper with.');
      const day = event.at.slice(0, 10);
      const place = { pk: `AUDIT#${day}#${String(event.lane).padStart(2, '0')}`, sk: event.eventId };
      const TableName = 'dtr-local';
      const { Item = {} } = await table.send(new GetCommand({ TableName, Key: place }));
      const where = `Lane ${event.lane}, event ${event.seq}`;

      expect(await verifyAudit(day)).toMatch(
        /^20..-..-..: \d+ events in \d+ chains, each in its place\.\nDigest of the heads: sha256:/,
      );
      try {
        await table.send(new DeleteCommand({ TableName, Key: place }));
        await expect(verifyAudit(day)).rejects.toMatchObject({
          code: 1,
          stdout: expect.stringContaining(`${where} is not there.`),
        });
        const altered = { ...Item, event: String(Item.event).replace('planner', 'researcher') };
        await table.send(new PutCommand({ TableName, Item: altered }));
        await expect(verifyAudit(day)).rejects.toMatchObject({
          code: 1,
          stdout: expect.stringContaining(`${where} (${event.eventId}) was altered`),
        });
      } finally {
        await table.send(new PutCommand({ TableName, Item }));
      }
      expect(await verifyAudit(day)).toContain('each in its place');
    });
  });
});
