import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient, ProblemError } from '@dtr/client';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { killFunction } from '../stack/kill-function.ts';
import { aCountedTool, aTool, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

const onLinux = existsSync('/proc/self/environ') ? describe : describe.skip;
if (onLinux === describe.skip)
  process.stderr.write('skipped: processes can only be found by name where there is /proc\n');

/** On a stack of its own: killing its executors would disturb every other test. */
onLinux('an execution whose sandbox dies under it', () => {
  let stack: EmbeddedStack;
  let client: Client;
  beforeAll(async () => {
    stack = await openEmbeddedStack();
    client = createClient({
      endpoint: stack.api,
      credentials: stack.credentials.planner,
      retry: { maxAttempts: 1 },
    });
  });
  afterAll(() => stack?.close());

  it('ends as unknown, is kept as that, and can be asked for again with the same key', async () => {
    const draft = aCountedTool('python', 'for _ in range(n):\n    pass', { limits: { timeoutSeconds: 4 } });
    const body = { input: { n: 1_000_000_000_000 } };
    const { data: tool } = await client.createTool(draft);
    const key = { idempotencyKey: uniqueName('key') };

    const running = client.execute(tool.toolId, body, key).catch((error: unknown) => error);
    await sleep(1_500);
    expect(killFunction('executor')).toBeGreaterThan(0);
    const lost = await running;

    expect(lost).toBeInstanceOf(ProblemError);
    const { status, problem } = lost as ProblemError;
    expect([status, problem?.code]).toEqual([504, 'execution.outcome_unknown']);
    const kept = await client.getExecution(problem?.executionId ?? '');
    expect(kept.data).toMatchObject({ status: 'unknown', outputStatus: 'none', toolId: tool.toolId });
    const again = await client.execute(tool.toolId, body, key);
    expect(again.data).toMatchObject({ executionId: problem?.executionId, status: 'timed_out' });
  });

  it('harms none that follows', async () => {
    const { data: tool } = await client.createTool(aTool('javascript', 'return 7;'));
    killFunction('executor');

    await sleep(500);
    const { data } = await client.execute(tool.toolId, { input: {} });

    expect(data).toMatchObject({ status: 'succeeded', output: 7 });
  });
});
