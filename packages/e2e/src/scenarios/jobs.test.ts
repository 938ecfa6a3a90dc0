import type { ExecutionResult, Job, Page, Tool, ToolDraft } from '@dtr/contracts';
import type { Agent, Answer } from '../http/agent.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { aCountedTool, aDraft, aPythonDraft, aTool, uniqueName } from './drafts.ts';
import { eventually } from './eventually.ts';

jest.setTimeout(180_000);

const absentJob = 'job-01ARZ3NDEKTSV4RRFFQ69G5FAV';
/** A loop whose length the caller chooses; this many turns take longer than any limit. */
const slowCode = 'for _ in range(n):\n    pass\nreturn n';
const endless = { n: 1_000_000_000_000 };

describe('jobs', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const create = async (draft: ToolDraft) => {
    const { status, body, text } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    if (status !== 201) throw new Error(`${draft.name}: ${text}`);
    return `/tools/${body.toolId}`;
  };
  const submit = (path: string, input: object, headers: Record<string, string> = { prefer: 'respond-async' }) =>
    stack.planner.call<Job>('POST', `${path}/execute`, { body: { input }, headers });
  const ended = (jobId: string, agent: Agent = stack.planner): Promise<Answer<Job>> =>
    eventually(async () => {
      const answer = await agent.call<Job>('GET', `/jobs/${jobId}`);
      return answer.body.finishedAt === undefined ? undefined : answer;
    });

  it('are made on demand, and come to the result that a waiting caller would have been given', async () => {
    const path = await create(aTool('python', "print('working')\nreturn {'answer': 42}"));

    const { status, headers, body } = await submit(path, {});
    const { headers: lastHeaders, body: job } = await ended(body.jobId);
    const execution = await stack.planner.call<ExecutionResult>('GET', `/executions/${job.executionId}`);

    expect(status).toBe(202);
    expect(headers).toMatchObject({
      location: `/jobs/${body.jobId}`,
      'preference-applied': 'respond-async',
      'retry-after': expect.stringMatching(/^[0-9]+$/),
    });
    expect(body).toMatchObject({
      kind: 'execution',
      attempts: expect.any(Number),
      progress: { percent: expect.any(Number) },
    });
    expect(job).toMatchObject({
      state: 'succeeded',
      progress: { percent: 100, stage: 'finished' },
      attempts: 1,
      result: { status: 'succeeded', output: { answer: 42 }, logs: { stdout: 'working\n' }, sandbox: { tier: 'wasm' } },
    });
    expect(lastHeaders).not.toHaveProperty('retry-after');
    expect(execution.body).toEqual(job.result);
  });

  it('end in the state that says how the code ended', async () => {
    const failing = await create(aTool('javascript', "throw new RangeError('beyond');"));
    const late = await create(aCountedTool('python', slowCode, { limits: { timeoutSeconds: 1 } }));

    const [failed, timedOut] = await Promise.all([
      ended((await submit(failing, {})).body.jobId),
      ended((await submit(late, endless)).body.jobId),
    ]);

    expect(failed.body).toMatchObject({ state: 'failed', result: { status: 'failed', error: { type: 'RangeError' } } });
    expect(timedOut.body).toMatchObject({ state: 'timed_out', result: { status: 'timed_out', outputStatus: 'none' } });
  });

  it('keep integers beyond 2^53 whole', async () => {
    const code = `def run(value: int) -> int:\n    return value * value\n# ${uniqueName()}\n`;
    const path = await create(aPythonDraft({ code }));
    const bytes = new TextEncoder().encode('{"input":{"value":12345678901234567890123}}');

    const made = await stack.planner.call<Job>('POST', `${path}/execute`, {
      bytes,
      headers: { prefer: 'respond-async' },
    });

    expect((await ended(made.body.jobId)).text).toMatch(new RegExp(`"output":${12345678901234567890123n ** 2n}[,}]`));
  });

  it('are waited for as long as the caller wants: 200 in time, else 202 and the same execution goes on', async () => {
    const quick = await create(aTool('javascript', 'return 1;'));
    const slow = await create(aCountedTool('python', slowCode, { limits: { timeoutSeconds: 5 } }));

    const inTime = await submit(quick, {}, { prefer: 'WAIT=20, return=minimal' });
    const late = await submit(slow, endless, { prefer: 'wait=1, respond-async' });
    await stack.planner.call('POST', `/jobs/${late.body.jobId}/cancel`);

    expect([inTime.status, inTime.headers['preference-applied']]).toEqual([200, 'wait=20']);
    expect(inTime.body).toMatchObject({ status: 'succeeded', output: 1 });
    expect([late.status, late.headers['preference-applied']]).toEqual([202, 'respond-async, wait=1']);
    expect(late.headers.location).toBe(`/jobs/${late.body.jobId}`);
    expect(late.body.finishedAt).toBeUndefined();
  });

  it('are waited for no longer than a gateway does, and unknown preferences are ignored', async () => {
    const path = await create(aTool('javascript', 'return 1;'));

    const capped = await submit(path, {}, { prefer: 'wait=999999999999999999999' });
    const ignored = await submit(path, {}, { prefer: 'wait=soon, handling=strict, "' });

    expect([capped.status, capped.headers['preference-applied']]).toEqual([200, 'wait=25']);
    expect(ignored.status).toBe(200);
    expect(ignored.headers).not.toHaveProperty('preference-applied');
  });

  it('are made unasked where the time limit is beyond what a caller can wait for, and run in a microVM', async () => {
    const path = await create(aTool('python', 'return 6 * 7', { limits: { timeoutSeconds: 60 } }));

    const { status, headers, body } = await submit(path, {}, {});
    const shortened = await stack.planner.call('POST', `${path}/execute`, { body: { input: {}, timeoutSeconds: 25 } });

    expect(status).toBe(202);
    expect(headers).not.toHaveProperty('preference-applied');
    expect((await ended(body.jobId)).body).toMatchObject({
      state: 'succeeded',
      result: { output: 42, sandbox: { tier: 'microvm' } },
    });
    expect([shortened.status, shortened.body]).toEqual([200, expect.objectContaining({ output: 42 })]);
  });

  it('are not made for what is refused', async () => {
    const path = await create(aPythonDraft());
    const prefer = { prefer: 'respond-async' };
    const refused = (to: string, body: unknown) =>
      stack.planner.refused('POST', `${to}/execute`, { body, headers: prefer });

    const input = await refused(path, { input: { value: 'seven' } });
    const version = await refused(path, { input: { value: 1 }, version: 9 });
    const large = await refused(path, { input: { value: 1, more: 'x'.repeat(300_000) } });
    const tool = await refused('/tools/tool-01ARZ3NDEKTSV4RRFFQ69G5FAV', { input: {} });

    expect([input, version, large, tool].map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'execution.invalid_input'],
      [404, 'tool.not_found'],
      [413, 'request.too_large'],
      [404, 'tool.not_found'],
    ]);
  });

  it('are made once for one key, whatever a retry prefers', async () => {
    const path = await create(aTool('javascript', 'return 1;'));
    const key = { 'idempotency-key': uniqueName('key') };

    const first = await submit(path, {}, { ...key, prefer: 'respond-async' });
    const again = await submit(path, {}, { ...key, prefer: 'wait=20' });

    expect([first.status, again.status]).toEqual([202, 202]);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it('are cancelled while they run, once', async () => {
    const path = await create(aCountedTool('python', slowCode, { limits: { timeoutSeconds: 15 } }));
    const { body } = await submit(path, endless);
    await eventually(async () => (await stack.planner.call<Job>('GET', `/jobs/${body.jobId}`)).body.startedAt);
    const started = performance.now();

    const cancelled = await stack.planner.call<Job>('POST', `/jobs/${body.jobId}/cancel`);
    const { body: job } = await ended(body.jobId);
    const late = await stack.planner.refused('POST', `/jobs/${body.jobId}/cancel`);

    expect([cancelled.status, cancelled.body.jobId]).toEqual([202, body.jobId]);
    expect(job).toMatchObject({ state: 'cancelled', progress: { stage: 'finished' } });
    expect(job).not.toHaveProperty('result');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect([late.status, late.body.code]).toEqual([409, 'job.finished']);
  });

  it('of others look absent, to read, to cancel and in lists, also where the tool is shared', async () => {
    const shared = await create(aDraft({ visibility: 'shared' }));
    const { body } = await submit(shared, { value: 1 });

    const read = await stack.researcher.refused('GET', `/jobs/${body.jobId}`);
    const cancel = await stack.researcher.refused('POST', `/jobs/${body.jobId}/cancel`);
    const absent = await stack.researcher.refused('GET', `/jobs/${absentJob}`);
    const listed = await stack.researcher.call<Page<Job>>('GET', '/jobs?limit=100');

    expect([read, cancel, absent].map(({ status, body: problem }) => [status, problem.code, problem.detail])).toEqual(
      Array(3).fill([404, 'job.not_found', absent.body.detail]),
    );
    expect(listed.body.items.map(({ jobId }) => jobId)).not.toContain(body.jobId);
    expect((await ended(body.jobId)).body.state).toBe('succeeded');
  });

  it('are listed newest first, by state and kind, page by page, without results', async () => {
    const path = await create(aTool('javascript', 'return 1;'));
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) made.push((await submit(path, {})).body.jobId);
    await Promise.all(made.map((jobId) => ended(jobId)));

    const seen: Job[] = [];
    for (let next: string | undefined = ''; next !== undefined && seen.length < 300; ) {
      const page: Answer<Page<Job>> = await stack.planner.call(
        'GET',
        `/jobs?state=succeeded&kind=execution&limit=2${next}`,
      );
      seen.push(...page.body.items);
      next = page.body.nextCursor && `&cursor=${encodeURIComponent(page.body.nextCursor)}`;
      if (made.every((jobId) => seen.some((job) => job.jobId === jobId))) next = undefined;
    }

    const ids = seen.map(({ jobId }) => jobId);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toEqual(expect.arrayContaining(made));
    expect(seen.filter((job) => job.state !== 'succeeded' || 'result' in job)).toEqual([]);
  });

  it.each([
    ['/jobs?state=done', '/query/state'],
    ['/jobs?kind=image', '/query/kind'],
    ['/jobs?limit=0', '/query/limit'],
    [`/jobs/${absentJob}?verbose=1`, '/query/verbose'],
  ])('are asked for as documented: %s is refused', async (path, pointer) => {
    const { status, body } = await stack.planner.refused('GET', path);

    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([400, 'request.invalid', pointer]);
  });

  it.each(['job-', 'job-x', 'exec-01ARZ3NDEKTSV4RRFFQ69G5FAV', '%20', 'job-01ARZ3NDEKTSV4RRFFQ69G5FAV%00'])(
    'are absent under %s',
    async (jobId) => {
      const { status, body } = await stack.planner.refused('GET', `/jobs/${jobId}`);

      expect([status, body.code]).toEqual([404, 'job.not_found']);
    },
  );
});
