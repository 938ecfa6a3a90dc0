import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ExecutionResult,
  type SimulationReport,
  strictPolicy,
  type Tool,
  type ValidationReport,
} from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, aPythonDraft } from './drafts.ts';
import { aPolicyOf, openPolicyBench, type PolicyBench, withoutModule } from './policy-bench.ts';

jest.setTimeout(180_000);

const execution = { body: { input: { value: 1 } } };

/** The one file whose policies name an agent of the stack: no two policies may name the same. */
describe('a stricter policy', () => {
  let stack: Connection;
  let bench: PolicyBench;
  beforeAll(async () => {
    stack = await connect();
    bench = await openPolicyBench(stack);
  });
  afterEach(() => bench.release());

  const withStatistics = (addend: number) =>
    `import statistics\n\ndef add(value: int) -> float:\n    return statistics.mean([value, ${addend}])\n`;

  /** A shared tool of the operator's that imports `statistics`. */
  async function createTool() {
    const draft = aPythonDraft({ code: withStatistics(Math.floor(Math.random() * 2 ** 40)), visibility: 'shared' });
    const { body } = await stack.operator.call<Tool>('POST', '/tools', { body: draft });
    return { draft, toolId: body.toolId, path: `/tools/${body.toolId}` };
  }

  /** The background takes its moments. */
  async function untilStatus(path: string, status: Tool['status']) {
    for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
      const answer = await stack.operator.call<Tool>('GET', path);
      if (answer.body.status === status) return answer;
      if (Date.now() > deadline) throw new Error(`${path} is still ${answer.body.status}, not ${status}`);
    }
  }

  it.each([
    ['python', 'import random\n\ndef draw(sides: int) -> int:\n    return random.randint(1, sides)\n'],
    ['javascript', 'function draw(sides) {\n  return Math.floor(Math.random() * sides);\n}\n'],
  ] as const)('judges the agents it names and nobody else: %s', async (language, code) => {
    const parameters = { type: 'object', properties: { sides: { type: 'integer' } } };
    const draft = aDraft({ language, code, parameters });
    const { name, agents } = aPolicyOf([bench.operatorId]);
    await bench.put({ ...strictPolicy, name, agents });

    const validate = async (agent: typeof stack.planner) =>
      (await agent.call<ValidationReport>('POST', '/tools/validate', { body: draft })).body;

    expect(await validate(stack.planner)).toMatchObject({ verdict: 'accepted', policy: { name: 'default' } });
    expect(await validate(stack.operator)).toMatchObject({ verdict: 'rejected', policy: { name } });
  });

  it('quarantines what it refuses, tells the owner why, and a relaxed one releases it', async () => {
    const { path } = await createTool();
    const strict = await bench.put(aPolicyOf([bench.operatorId], withoutModule('statistics')));

    const { body: quarantined } = await untilStatus(path, 'quarantined');
    const refused = await stack.planner.refused('POST', `${path}/execute`, execution);
    const own = await stack.operator.refused('POST', `${path}/execute`, execution);
    const seen = await stack.planner.call<Tool>('GET', path);
    const relaxed = aPolicyOf([bench.operatorId], { name: strict.body.name });
    await bench.put(relaxed, strict.headers.etag);
    const { body: released } = await untilStatus(path, 'active');
    const executed = await stack.planner.call<ExecutionResult>('POST', `${path}/execute`, execution);

    expect(quarantined.quarantine?.policy).toMatchObject({ name: strict.body.name, version: 1 });
    expect(quarantined.quarantine?.violations[0]).toMatchObject({ line: 1, action: 'reject' });
    expect([refused.status, refused.body.code]).toEqual([409, 'tool.quarantined']);
    expect(refused.body.violations).toBeUndefined();
    expect([own.status, own.body.violations]).toEqual([409, quarantined.quarantine?.violations]);
    expect([seen.body.status, seen.body.quarantine]).toEqual(['quarantined', undefined]);
    expect(released.quarantine).toBeUndefined();
    expect(executed.text).toContain('succeeded');
  });

  it('leaves the tool to its owner to mend', async () => {
    const { draft, path } = await createTool();
    await bench.put(aPolicyOf([bench.operatorId], withoutModule('statistics')));
    const { headers } = await untilStatus(path, 'quarantined');

    const mended = await stack.operator.call<Tool>('PUT', path, {
      body: { ...aPythonDraft(), name: draft.name, visibility: 'shared' },
      headers: { 'if-match': headers.etag ?? '' },
    });
    const executed = await stack.planner.call<ExecutionResult>('POST', `${path}/execute`, execution);
    const old = await stack.planner.refused('POST', `${path}/execute`, { body: { ...execution.body, version: 1 } });

    expect([mended.status, mended.body.status, mended.body.version]).toEqual([200, 'active', 2]);
    expect(executed.text).toContain('succeeded');
    expect([old.status, old.body.code]).toEqual([409, 'tool.quarantined']);
  });

  it('is tried beforehand: who would be refused, whose it is, when it last ran; nothing is changed', async () => {
    const { path, toolId } = await createTool();
    await stack.planner.call('POST', `${path}/execute`, execution);
    const before = await stack.operator.call<Tool>('GET', path);
    const { body: policy } = await bench.put(aPolicyOf([bench.operatorId]));
    const document = { ...policy.document, ...withoutModule('statistics') };

    const refused = await simulate(policy.name, { document, limit: 2 });
    const accepted = await simulate(policy.name, {});
    const after = await stack.operator.call<Tool>('GET', path);

    const found = refused.find((tool) => tool.toolId === toolId);
    expect(found).toMatchObject({ owner: bench.operatorId, visibility: 'shared', status: 'active', version: 1 });
    expect(Date.parse(found?.lastExecutedAt ?? '')).toBeGreaterThan(Date.parse(before.body.createdAt));
    expect(found?.violations[0]).toMatchObject({ line: 1, action: 'reject' });
    expect(refused.every(({ owner }) => owner === bench.operatorId)).toBe(true);
    expect(accepted.some((tool) => tool.toolId === toolId)).toBe(false);
    expect(after.text).toBe(before.text);
  });

  /** Reads to the end. */
  async function simulate(name: string, body: object): Promise<SimulationReport['refused']> {
    const refused: SimulationReport['refused'][number][] = [];
    let cursor: string | undefined;
    do {
      const asked = { ...body, ...(cursor !== undefined && { cursor }) };
      const answer = await stack.operator.call<SimulationReport>('POST', `/policies/${name}/simulate`, { body: asked });
      refused.push(...answer.body.refused);
      cursor = answer.body.nextCursor;
    } while (cursor !== undefined);
    return refused;
  }
});
