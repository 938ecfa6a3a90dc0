import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult, Json, Policy, Tool, ToolDraft } from '@dtr/contracts';
import { readTools } from '../corpus/read-corpus.ts';
import { type Agent, createAgent } from '../http/agent.ts';
import { createContract } from '../http/contract.ts';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { aPolicyOf } from './policy-bench.ts';

jest.setTimeout(180_000);

/** On a stack of its own: a policy that demands the stronger tier of one agent would reach the tests of others. */
describe('every tool of the corpus, in both tiers', () => {
  let stack: EmbeddedStack;
  let fast: Agent;
  let strong: Agent;
  beforeAll(async () => {
    stack = await openEmbeddedStack();
    const document = await fetch(new URL('/openapi.json', stack.api));
    const contract = createContract((await document.json()) as Parameters<typeof createContract>[0]);
    fast = createAgent(stack.api, stack.credentials.planner, contract);
    strong = createAgent(stack.api, stack.credentials.operator, contract);
    const policy = aPolicyOf(['000000000000/user/operator'], { leastTier: 'microvm' });
    const { status } = await strong.call<Policy>('PUT', `/policies/${policy.name}`, { body: policy });
    expect(status).toBe(201);
  });
  afterAll(() => stack?.close());

  const create = (agent: Agent, draft: ToolDraft) =>
    patiently(() => agent.call<Tool>('POST', '/tools', { body: { ...draft, visibility: 'private' } }));
  /** How an execution ended, with its output as it was sent, and where it ran. */
  const execute = async (agent: Agent, { toolId }: Tool, input: unknown) => {
    const path = `/tools/${toolId}/execute`;
    const { status, text, body } = await patiently(() =>
      agent.call<ExecutionResult>('POST', path, { body: { input } }),
    );
    const { outputStatus, error = null, logs, sandbox } = body;
    const output = text.slice(text.lastIndexOf(',"output":'));
    return {
      told: status === 200 ? { ended: body.status, outputStatus, output, error, logs } : { status },
      tier: sandbox?.tier,
    };
  };

  it.each(readTools().map(({ folder, draft }) => [folder, draft] as const))('%s says the same', async (_, draft) => {
    // One after the other: the examples of both are run when they are created.
    const created = await create(fast, draft);
    const createdStrong = await create(strong, draft);
    expect([created.status, createdStrong.status]).toEqual([201, 201]);
    expect(createdStrong.body.validation.tier).toBe('microvm');

    const inputs = (draft.examples ?? []).map(({ input }): Json => input);
    const [first = null] = inputs;
    for (const input of [...inputs, emptied(first), reversed(first)]) {
      const [one, other] = [await execute(fast, created.body, input), await execute(strong, createdStrong.body, input)];

      expect(other.told).toEqual(one.told);
      if (one.tier !== undefined) expect([one.tier, other.tier]).toEqual(['wasm', 'microvm']);
    }
  });
});

/** On a busy machine no sandbox may be free in time. Nothing has run then: the same is asked again, as the answer advises. */
async function patiently<Answer extends { readonly status: number }>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if ((answer.status !== 429 && answer.status !== 503) || tries === 20) return answer;
    await sleep(1_000);
  }
}

/** Inputs that most tools refuse or fail at: the same shape with nothing in it, and with everything turned around. */
function emptied(value: Json): Json {
  if (typeof value === 'string') return '';
  if (typeof value === 'number') return -1;
  if (Array.isArray(value)) return [];
  return isObject(value) ? mapped(value, emptied) : value;
}

function reversed(value: Json): Json {
  if (typeof value === 'string') return [...value].reverse().join('');
  if (typeof value === 'number') return -value;
  if (Array.isArray(value)) return value.map(reversed).reverse();
  return isObject(value) ? mapped(value, reversed) : value;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null;
const mapped = (value: { readonly [key: string]: Json }, change: (item: Json) => Json): Json =>
  Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)]));
