import type { KeyedAgent, Tool } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft } from './drafts.ts';

jest.setTimeout(180_000);

describe('the rate of an agent', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  /** An agent with a key, as it calls the second door. */
  const anAgent = async (limits: object) => {
    const name = `rated-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    const body = { name, scopes: ['tools:read', 'tools:execute'], ...limits };
    const { body: agent } = await stack.operator.call<KeyedAgent>('POST', '/agents', { body });
    return async (method: string, path: string, sent?: object) => {
      const response = await fetch(new URL(path, stack.endpoints.keyApi), {
        method,
        headers: { authorization: `Bearer ${agent.key}`, ...(sent && { 'content-type': 'application/json' }) },
        ...(sent && { body: JSON.stringify(sent) }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
  };
  /** Calls within one minute of the clock: counts begin anew with the next. */
  const withinAMinute = async () => {
    const left = 60_000 - (Date.now() % 60_000);
    if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left));
  };

  it('is said on every answer, at both doors', async () => {
    const { headers } = await stack.planner.call('GET', '/tools?limit=1');
    const problem = await stack.planner.refused('GET', '/tools?limit=0');

    for (const answer of [headers, problem.headers]) {
      expect(answer.ratelimit).toMatch(/^"requests";r=\d+;t=([1-9]|[1-5]\d|60)$/);
      expect(answer['ratelimit-policy']).toMatch(/^"requests";q=\d+;w=60$/);
    }
  });

  it('is its own when it has one: what is too much is turned away, and the answer says until when', async () => {
    await withinAMinute();
    const call = await anAgent({ rate: { requestsPerMinute: 3 } });

    const answers = [];
    for (let index = 0; index < 5; index += 1) answers.push(await call('GET', '/tools?limit=1'));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(answers.map(({ headers }) => headers.get('ratelimit')?.split(';')[1])).toEqual([
      'r=2',
      'r=1',
      'r=0',
      'r=0',
      'r=0',
    ]);
    const { headers, body } = answers[3] ?? { headers: new Headers(), body: {} };
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'agent.rate_limited', retryable: true });
    expect((await stack.planner.call('GET', '/tools?limit=1')).status).toBe(200);
  });

  it('may have a quota of executions', async () => {
    await withinAMinute();
    const { body: tool } = await stack.planner.call<Tool>('POST', '/tools', { body: aDraft({ visibility: 'shared' }) });
    const call = await anAgent({ quota: { executionsPerDay: 1 } });
    const execute = () => call('POST', `/tools/${tool.toolId}/execute`, { input: { value: 1 } });

    const first = await execute();
    const second = await execute();

    expect([first.status, second.status]).toEqual([200, 429]);
    expect(first.headers.get('ratelimit-policy')).toMatch(/, "executions";q=1;w=86400$/);
    expect(second.body).toMatchObject({
      code: 'agent.rate_limited',
      detail: 'Your limit of executions per UTC day is used up: 1.',
    });
    expect((await call('GET', '/tools?limit=1')).status).toBe(200);
  });
});
