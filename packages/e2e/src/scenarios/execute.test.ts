import type { ExecutionResult, Tool, ToolDraft } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aCountedTool, aDraft, aPythonDraft, aTool } from './drafts.ts';

jest.setTimeout(180_000);

describe('POST /tools/{toolId}/execute', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const create = async (draft: ToolDraft) => {
    const { status, body, text } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    if (status !== 201) throw new Error(`${draft.name}: ${text}`);
    return `/tools/${body.toolId}`;
  };
  const execute = (path: string, body: unknown) =>
    stack.planner.call<ExecutionResult>('POST', `${path}/execute`, { body });

  it('answers the whole result, and again for its caller and nobody else', async () => {
    const path = await create(aTool('python', "print('working')\nreturn {'answer': 42}"));

    const { status, body } = await execute(path, { input: {} });
    const again = await stack.planner.call<ExecutionResult>('GET', `/executions/${body.executionId}`);
    const foreign = await stack.researcher.refused('GET', `/executions/${body.executionId}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'succeeded',
      output: { answer: 42 },
      outputStatus: 'valid',
      version: 1,
      error: null,
      logs: { stdout: 'working\n', stderr: '', truncated: false },
      sandbox: { tier: 'wasm', engine: expect.stringMatching(/^pyodide-/) },
    });
    expect(body.executionId).toMatch(/^exec-[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(body.toolId).toBe(path.slice('/tools/'.length));
    expect(Date.parse(body.finishedAt)).toBeGreaterThanOrEqual(Date.parse(body.startedAt));
    expect(again.body).toEqual(body);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'execution.not_found']);
  });

  it('calls by name or with the input object whole, and awaits', async () => {
    const named = await create(
      aDraft({ code: "async function join(first, second) { return first + '-' + second; }", parameters: twoTexts }),
    );
    const whole = await create(
      aDraft({ code: "const handler = async (input) => input.first + '+' + input.second;", parameters: twoTexts }),
    );
    const python = await create(
      aPythonDraft({
        code: 'async def run(input: dict) -> str:\n    return input["second"] + input["first"]\n',
        parameters: twoTexts,
      }),
    );

    const outputs = await Promise.all(
      [named, whole, python].map(
        async (path) => (await execute(path, { input: { second: 'b', first: 'a' } })).body.output,
      ),
    );

    expect(outputs).toEqual(['a-b', 'a+b', 'ba']);
  });

  it('fills defaults, of the schema and of the code', async () => {
    const declared = {
      type: 'object',
      properties: {
        a: { type: 'number' },
        b: { type: 'number', default: 7 },
        c: { type: 'object', default: { d: 1 } },
      },
      required: ['a'],
    };
    const fromSchema = await create(
      aPythonDraft({ code: 'def run(a, b, c):\n    return [a, b, c]\n', parameters: declared }),
    );
    const fromCode = await create(
      aPythonDraft({ code: 'def run(a: int, b: int = 5, *, c: str = "x") -> list:\n    return [a, b, c]\n' }),
    );

    expect((await execute(fromSchema, { input: { a: 1 } })).body.output).toEqual([1, 7, { d: 1 }]);
    expect((await execute(fromCode, { input: { a: 1, c: 'y' } })).body.output).toEqual([1, 5, 'y']);
  });

  it('refuses input that breaks the schema, with pointers, and does not start the code', async () => {
    const path = await create(aPythonDraft());

    for (const [input, pointer] of [
      [{ value: 'seven' }, '/input/value'],
      [{}, '/input'],
      [{ value: 1, other: 2 }, '/input'],
      [{ value: 1.5 }, '/input/value'],
    ] as const) {
      const { status, body } = await stack.planner.refused('POST', `${path}/execute`, { body: { input } });
      expect([status, body.code]).toEqual([400, 'execution.invalid_input']);
      expect(body.errors?.[0]?.pointer.startsWith(pointer)).toBe(true);
      expect(body.errors?.[0]?.message.length).toBeGreaterThan(3);
    }
  });

  it('runs the version that is asked for', async () => {
    const draft = aTool('javascript', "return 'one';");
    const path = await create(draft);
    await stack.planner.call('PUT', path, {
      body: { ...draft, code: draft.code.replace('one', 'two') },
      headers: { 'if-match': '*' },
    });

    expect((await execute(path, { input: {} })).body).toMatchObject({ output: 'two', version: 2 });
    expect((await execute(path, { input: {}, version: 1 })).body).toMatchObject({ output: 'one', version: 1 });
    const absent = await stack.planner.refused('POST', `${path}/execute`, { body: { input: {}, version: 3 } });
    expect([absent.status, absent.body.code]).toEqual([404, 'tool.not_found']);
  });

  it('runs shared tools for everybody, and private ones for their owner alone', async () => {
    const shared = await create(aTool('javascript', 'return 1;', { visibility: 'shared' }));
    const secret = await create(aTool('javascript', 'return 1;'));

    const ran = await stack.researcher.call<ExecutionResult>('POST', `${shared}/execute`, { body: { input: {} } });
    const refused = await stack.researcher.refused('POST', `${secret}/execute`, { body: { input: {} } });

    expect(ran.body).toMatchObject({ status: 'succeeded', output: 1 });
    expect([refused.status, refused.body.code]).toEqual([404, 'tool.not_found']);
  });

  it('checks the output against returns: it is kept, and the fault is named', async () => {
    const returns = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };
    const path = await create(aTool('javascript', "return { count: 'three' };", { returns }));

    const { status, body } = await execute(path, { input: {} });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      outputStatus: 'schema_mismatch',
      output: { count: 'three' },
      error: { path: '/count' },
    });
  });

  it('keeps integers beyond 2^53 whole, in and out', async () => {
    const path = await create(aPythonDraft({ code: 'def run(value: int) -> int:\n    return value * value\n' }));
    const bytes = new TextEncoder().encode('{"input":{"value":12345678901234567890123}}');

    const { text } = await stack.planner.call('POST', `${path}/execute`, { bytes });

    expect(text).toMatch(new RegExp(`"output":${12345678901234567890123n ** 2n}[,}]`));
  });

  it('treats an exception as an outcome: type, message and line in the words of the tool', async () => {
    const python = await create(aTool('python', "values = {}\nreturn values['missing']"));
    const script = await create(
      aTool('typescript', "const limit: number = 3;\nthrow new RangeError('beyond ' + limit);"),
    );

    const [first, second] = [(await execute(python, { input: {} })).body, (await execute(script, { input: {} })).body];

    expect(first).toMatchObject({
      status: 'failed',
      output: null,
      outputStatus: 'none',
      error: { type: 'KeyError', line: 3 },
    });
    expect(first.error?.message).toContain('missing');
    expect(second).toMatchObject({ status: 'failed', error: { type: 'RangeError', message: 'beyond 3', line: 3 } });
    expect(JSON.stringify([first, second])).not.toMatch(
      /\/work\/|\/tmp\/|\/var\/task|node_modules|pyodide\.|quickjs_|\.wasm/,
    );
  });

  it('offers an output beyond 256 KiB behind a link, whole', async () => {
    const path = await create(aTool('python', "return ['0123456789' * 10] * 4000"));

    const { body } = await execute(path, { input: {} });
    const whole = await fetch(body.outputLink?.url ?? '');
    const output = (await whole.json()) as string[];

    expect(body).toMatchObject({ status: 'succeeded', output: null, outputStatus: 'too_large' });
    expect(body.outputLink?.bytes).toBeGreaterThan(256 * 1_024);
    expect(Date.parse(body.outputLink?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect([output.length, output[3_999]]).toEqual([4_000, '0123456789'.repeat(10)]);
  });

  it('keeps its own time limit, and takes a shorter one from the caller', async () => {
    const path = await create(
      aCountedTool('python', 'for _ in range(n):\n    pass', { limits: { timeoutSeconds: 2 } }),
    );
    const input = { n: 1_000_000_000_000 };

    const own = await execute(path, { input });
    const shorter = await execute(path, { input, timeoutSeconds: 1 });

    expect([own.status, own.body.status, own.body.outputStatus]).toEqual([200, 'timed_out', 'none']);
    expect(own.body.usage.durationMs).toBeGreaterThanOrEqual(1_900);
    expect(shorter.body.status).toBe('timed_out');
    expect(shorter.body.usage.durationMs).toBeLessThan(own.body.usage.durationMs);
  });

  it.each([0, 901, 1.5, '5', -1])('refuses timeoutSeconds %s', async (timeoutSeconds) => {
    const path = await create(aTool('javascript', 'return 1;'));

    const { status, body } = await stack.planner.refused('POST', `${path}/execute`, {
      body: { input: {}, timeoutSeconds },
    });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors?.[0]?.pointer).toBe('/timeoutSeconds');
  });
});

const twoTexts = {
  type: 'object',
  properties: { first: { type: 'string' }, second: { type: 'string' } },
  required: ['first', 'second'],
  additionalProperties: false,
};
