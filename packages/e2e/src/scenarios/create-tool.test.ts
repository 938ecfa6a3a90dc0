import type { Tool } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, aPythonDraft, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

describe('POST /tools', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it('answers 201 with the whole tool, its place and its ETag', async () => {
    const draft = aPythonDraft({ title: 'Add', tags: ['maths'], examples: [{ input: { value: 1 } }] });

    const { status, headers, body } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });

    expect(status).toBe(201);
    expect(headers.location).toBe(`/tools/${body.toolId}`);
    expect(headers.etag).toMatch(/^"[^"]+"$/);
    expect(body).toMatchObject({
      ...draft,
      version: 1,
      status: 'active',
      visibility: 'private',
      entryPoint: 'add',
      calling: 'named',
      limits: { timeoutSeconds: 10, memoryMb: 128 },
      registration: { state: 'disabled' },
      reused: false,
    });
    expect(body.toolId).toMatch(/^tool-[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(body.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(body.owner).toMatch(/planner$/);
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body.updatedAt).toBe(body.createdAt);
  });

  it('says what it inferred, and gives the schemas that follow from the code', async () => {
    const { body } = await stack.planner.call<Tool>('POST', '/tools', { body: aPythonDraft() });

    expect([...body.inferred].sort()).toEqual(['entryPoint', 'parameters', 'returns']);
    expect(body.parameters).toMatchObject({
      type: 'object',
      properties: { value: { type: 'integer' } },
      required: ['value'],
    });
    expect(body.returns).toMatchObject({ type: 'integer' });
    expect(body.validation).toMatchObject({
      verdict: 'accepted',
      policy: { name: 'default' },
      tier: 'wasm',
      warnings: 0,
    });
    expect(body.validation).not.toHaveProperty('violations');
  });

  it('reuses a definition of the caller, whatever it is called and however its lines end', async () => {
    const draft = aDraft();
    const first = await stack.planner.call<Tool>('POST', '/tools', { body: draft });

    const again = await stack.planner.call<Tool>('POST', '/tools', {
      body: { ...draft, name: uniqueName(), description: 'Other words.', code: draft.code.replaceAll('\n', '\r\n') },
    });

    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ toolId: first.body.toolId, name: draft.name, version: 1, reused: true });
    expect(again.headers.etag).toBe(first.headers.etag);
  });

  it('reuses what another agent shares, and never what it keeps private', async () => {
    const shared = aDraft({ visibility: 'shared' });
    const secret = aDraft({ visibility: 'private' });
    const [sharedTool, secretTool] = [
      await stack.planner.call<Tool>('POST', '/tools', { body: shared }),
      await stack.planner.call<Tool>('POST', '/tools', { body: secret }),
    ];

    const reused = await stack.researcher.call<Tool>('POST', '/tools', { body: shared });
    const own = await stack.researcher.call<Tool>('POST', '/tools', { body: secret });

    expect(reused.status).toBe(200);
    expect(reused.body).toMatchObject({ toolId: sharedTool.body.toolId, owner: sharedTool.body.owner, reused: true });
    expect(own.status).toBe(201);
    expect(own.body.toolId).not.toBe(secretTool.body.toolId);
    expect(own.body.digest).toBe(secretTool.body.digest);
  });

  it('refuses another tool of a name that the caller already uses', async () => {
    const name = uniqueName();
    await stack.planner.call('POST', '/tools', { body: aDraft({ name }) });

    const taken = await stack.planner.refused('POST', '/tools', { body: aDraft({ name }) });
    const others = await stack.researcher.call('POST', '/tools', { body: aDraft({ name }) });

    expect([taken.status, taken.body.code]).toEqual([409, 'tool.name_taken']);
    expect(others.status).toBe(201);
  });

  it.each([
    ['inputSchema', 'outputSchema'],
    ['input_schema', 'output_schema'],
  ])('accepts %s and %s as other names of the schemas', async (input, output) => {
    const parameters = { type: 'object', properties: { value: { type: 'number' } }, required: ['value'] };
    const draft = { ...aDraft(), [input]: parameters, [output]: { type: 'number' } };

    const { status, body } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });

    expect(status).toBe(201);
    expect(body).toMatchObject({ parameters, returns: { type: 'number' } });
    expect(body).not.toHaveProperty(input);
  });

  it('runs the examples before a tool becomes active, and shows what came out instead', async () => {
    const draft = aPythonDraft({ code: 'def double(value: int) -> int:\n    return value + value\n' });
    const examples = [
      { input: { value: 4 }, output: 8 },
      { input: { value: 3 }, output: 9 },
    ];

    const { status, body } = await stack.planner.refused('POST', '/tools', { body: { ...draft, examples } });
    const list = await stack.planner.call<{ items: unknown[] }>('GET', `/tools?q=${draft.name}`);

    expect([status, body.code]).toEqual([422, 'tool.example_failed']);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/examples/1/output' })]);
    expect(JSON.stringify(body.errors)).toContain('6');
    expect(list.body.items).toEqual([]);
  });
});

describe('a refused tool', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it('is answered with every violation: rule, place, snippet, reason and what to write instead', async () => {
    const code = 'import os\n\ndef run(path: str) -> str:\n    return open(path).read() + os.getcwd()\n';

    const { status, body } = await stack.planner.refused('POST', '/tools', { body: aPythonDraft({ code }) });

    expect([status, body.code, body.retryable]).toEqual([422, 'tool.policy_violation', false]);
    expect(body.hint).toContain('/tools/validate');
    expect(body.violations?.map(({ line }) => line)).toEqual(
      [...(body.violations ?? [])].map(({ line }) => line).sort(),
    );
    expect(body.violations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 1, column: expect.any(Number), action: 'reject', snippet: 'import os' }),
        expect.objectContaining({ line: 4, snippet: '    return open(path).read() + os.getcwd()' }),
      ]),
    );
    for (const violation of body.violations ?? []) {
      expect(violation.message.length).toBeGreaterThan(10);
      expect(violation.suggestion?.length).toBeGreaterThan(10);
    }
  });

  it.each([
    ['python', 'def run(value)\n    return value\n', 1],
    ['javascript', 'function run(value) {\n  return value +;\n}\n', 2],
    ['typescript', 'function run(value: number): number {\n  return value\n', 3],
  ] as const)('with a syntax error in %s is told the line', async (language, code, line) => {
    const { status, body } = await stack.planner.refused('POST', '/tools', { body: aDraft({ language, code }) });

    expect(status).toBe(422);
    expect(body.violations).toEqual([expect.objectContaining({ rule: 'syntax.error', category: 'syntax', line })]);
  });

  it('is not stored, and its name stays free', async () => {
    const draft = aDraft({ code: 'function run() { return fetch("https://example.com"); }' });
    const refused = await stack.planner.refused('POST', '/tools', { body: draft });

    const mended = await stack.planner.call('POST', '/tools', { body: aDraft({ name: draft.name }) });

    expect(refused.status).toBe(422);
    expect(mended.status).toBe(201);
  });
});
