import { makeCountRequest } from '@dtr/core';
import { createMemoryWindowCounter, createTestClock } from '@dtr/core/testing';
import type { HttpEvent, HttpResponse } from '../http/http-event.ts';
import { anEvent } from '../testing/an-event.ts';
import type { MiddlewareRequest } from './http-middleware.ts';
import { problemDetails } from './problem-details.ts';
import { rateLimits } from './rate-limits.ts';

const context = { awsRequestId: '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e' };
const silent = { info: () => undefined, error: () => undefined };

const setUp = (allowance = { requestsPerMinute: 2 }) => {
  const clock = createTestClock('2026-11-21T12:00:20.000Z');
  const countRequest = makeCountRequest({ windows: createMemoryWindowCounter(), clock });
  const answered = jest.fn(async (_event: HttpEvent): Promise<HttpResponse> => ({ statusCode: 200, headers: {} }));
  const limits = rateLimits({ countRequest, allowance });
  const problems = problemDetails(silent);
  /** As Middy runs them: what is used last sees answers and errors first. */
  const call = async (event: HttpEvent): Promise<HttpResponse> => {
    const request: MiddlewareRequest = { event, context };
    try {
      await limits.before?.(request);
      request.response = await answered(event);
      limits.after?.(request);
    } catch (error) {
      request.error = error;
      problems.onError?.(request);
      limits.onError?.(request);
    }
    return request.response ?? { statusCode: 0, headers: {} };
  };
  return { call, answered, clock };
};
const keyed = (own: object): HttpEvent =>
  anEvent({
    routeKey: 'POST /tools/{toolId}/execute',
    requestContext: {
      accountId: '000000000000',
      authorizer: { lambda: { agent: '000000000000/agent/bot', scopes: ['tools:execute'], ...own } },
    },
  });

describe('rateLimits', () => {
  it('says on every answer what is left, on problems too', async () => {
    const { call, answered } = setUp();
    answered.mockRejectedValueOnce(new Error('broken'));

    const problem = await call(anEvent());
    const answer = await call(anEvent());

    expect([problem.statusCode, answer.statusCode]).toEqual([500, 200]);
    expect(problem.headers).toMatchObject({
      ratelimit: '"requests";r=1;t=40',
      'ratelimit-policy': '"requests";q=2;w=60',
    });
    expect(answer.headers).toMatchObject({
      ratelimit: '"requests";r=0;t=40',
      'ratelimit-policy': '"requests";q=2;w=60',
    });
  });

  it('turns away what is too much before anything is done, until the next minute', async () => {
    const { call, answered, clock } = setUp({ requestsPerMinute: 1 });
    await call(anEvent());

    const { statusCode, headers, body } = await call(anEvent());

    expect(statusCode).toBe(429);
    expect(headers).toMatchObject({ 'retry-after': '40', ratelimit: '"requests";r=0;t=40' });
    expect(JSON.parse(body ?? '')).toMatchObject({
      code: 'agent.rate_limited',
      retryable: true,
      retryAfterSeconds: 40,
    });
    expect(answered).toHaveBeenCalledTimes(1);
    clock.advance(40_000);
    expect((await call(anEvent())).statusCode).toBe(200);
  });

  it("puts an agent's own limits in the place of those for all, and counts its executions", async () => {
    const { call } = setUp();
    const event = keyed({ requestsPerMinute: 50, executionsPerDay: 1 });

    const first = await call(event);
    const second = await call(event);

    expect(first.headers['ratelimit-policy']).toBe('"requests";q=50;w=60, "executions";q=1;w=86400');
    expect(first.headers.ratelimit).toBe('"requests";r=49;t=40, "executions";r=0;t=43180');
    expect(second).toMatchObject({ statusCode: 429, headers: { 'retry-after': '43180' } });
  });

  it('counts nothing where anyone may come, and nothing of who is unknown', async () => {
    const { call } = setUp({ requestsPerMinute: 1 });
    const open = anEvent({ routeKey: 'GET /health', requestContext: {} });

    const answers = [await call(open), await call(open), await call(anEvent({ requestContext: {} }))];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 403]);
    for (const { headers } of answers) expect(headers).not.toHaveProperty('ratelimit');
  });
});
