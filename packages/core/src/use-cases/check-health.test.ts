import { makeUseCases } from '../make-use-cases.ts';
import type { HealthProbe } from '../ports/health-probe.ts';
import { testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';

const probe = (name: string, isRequired: boolean, check: HealthProbe['check']): HealthProbe => ({
  name,
  isRequired,
  check,
});
const checkWith = (...probes: readonly HealthProbe[]) =>
  makeUseCases(createMemoryPorts({ probes, clock: { now: () => new Date() } }), testSettings).checkHealth();
const answering = async () => {};
const failing = () => Promise.reject(new Error('refused'));

describe('checkHealth', () => {
  it('is ok when every dependency answers', async () => {
    const report = await checkWith(probe('table', true, answering), probe('objects', false, answering));

    expect(report).toMatchObject({
      status: 'ok',
      version: 'test',
      checks: { table: { status: 'ok' }, objects: { status: 'ok' } },
    });
  });

  it('is degraded without an optional dependency and unavailable without a required one', async () => {
    const optional = probe('objects', false, failing);
    const required = probe('table', true, failing);

    expect((await checkWith(probe('table', true, answering), optional)).status).toBe('degraded');
    expect((await checkWith(required, optional)).status).toBe('unavailable');
    expect((await checkWith(required)).checks).toMatchObject({ table: { status: 'unavailable' } });
  });

  it('does not wait for a dependency that never answers and ignores its signal', async () => {
    const report = await checkWith(probe('table', true, () => new Promise(() => {})));

    expect(report.checks.table).toMatchObject({ status: 'unavailable' });
    expect(report.checks.table?.latencyMs).toBeGreaterThanOrEqual(200);
  });
});
