import { openApiDocument } from '@dtr/contracts';
import type { HealthProbe } from '@dtr/core';
import { createTestService } from '../testing/test-service.ts';

const probe = (name: string, isRequired: boolean, isUp: boolean): HealthProbe => ({
  name,
  isRequired,
  check: () => (isUp ? Promise.resolve() : Promise.reject(new Error('arn:aws:dynamodb:secret'))),
});

describe('GET /health', () => {
  it.each([
    [true, true, 200, 'ok'],
    [true, false, 200, 'degraded'],
    [false, true, 503, 'unavailable'],
  ])('with dynamodb %s and s3 %s answers %i %s', async (dynamodb, s3, status, word) => {
    const probes = [probe('dynamodb', true, dynamodb), probe('s3', false, s3)];

    const answer = await createTestService({ probes }).call('GET /health');

    expect(answer).toMatchObject({ status, json: { status: word, version: 'test' } });
    expect(answer.json.checks.s3).toEqual({ status: s3 ? 'ok' : 'unavailable', latencyMs: expect.any(Number) });
    expect(answer.text).not.toContain('arn:');
  });
});

describe('GET /health of an instance that stood still', () => {
  const stall = (ms: number) => {
    for (const end = performance.now() + ms; performance.now() < end; );
  };

  it('asks again, once, instead of calling a dependency away that was not heard', async () => {
    let asked = 0;
    const slowStart: HealthProbe = {
      name: 'dynamodb',
      isRequired: true,
      async check() {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (asked === 1) stall(300);
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
    };
    const clock = { now: () => new Date() };

    const answer = await createTestService({ clock, probes: [slowStart] }).call('GET /health');

    expect(answer).toMatchObject({ status: 200, json: { checks: { dynamodb: { status: 'ok' } } } });
    expect(asked).toBe(2);
  });

  it('does not ask again when a dependency did not answer in time', async () => {
    let asked = 0;
    const silent: HealthProbe = {
      name: 'dynamodb',
      isRequired: true,
      check: () => {
        asked += 1;
        return Promise.reject(new Error('refused'));
      },
    };

    const answer = await createTestService({ probes: [silent] }).call('GET /health');

    expect([answer.status, asked]).toEqual([503, 1]);
  });
});

describe('GET /openapi.json', () => {
  it('is the document of the contract', async () => {
    const { status, headers, json } = await createTestService().call('GET /openapi.json');

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
    expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });
});
