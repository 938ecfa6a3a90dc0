import type { HealthCheck, HealthReport } from '@dtr/contracts';
import type { Clock } from '../ports/clock.ts';
import type { HealthProbe } from '../ports/health-probe.ts';

/** `GET /health` answers within 300 ms; what is left is for the way there and back. */
const probeMs = 250;

export interface CheckHealthDeps {
  readonly probes: readonly HealthProbe[];
  readonly version: string;
  readonly clock: Clock;
}

export type CheckHealth = ReturnType<typeof makeCheckHealth>;

/** Asks all dependencies at once and waits no longer than 250 ms for any. Never throws. */
export function makeCheckHealth({ probes, version, clock }: CheckHealthDeps) {
  return async function checkHealth(): Promise<HealthReport> {
    const results = await Promise.all(probes.map((probe) => ask(probe, clock)));
    return {
      status: overall(results),
      version,
      checks: Object.fromEntries(results.map(({ probe, health }) => [probe.name, health])),
    };
  };
}

interface ProbeResult {
  readonly probe: HealthProbe;
  readonly health: HealthCheck;
}

async function ask(probe: HealthProbe, clock: Clock): Promise<ProbeResult> {
  const startedAt = clock.now().getTime();
  const status = await settled(probe);
  return { probe, health: { status, latencyMs: clock.now().getTime() - startedAt } };
}

/** A probe that ignores its signal must not hold the answer up. */
async function settled(probe: HealthProbe): Promise<HealthCheck['status']> {
  const signal = AbortSignal.timeout(probeMs);
  const timedOut = new Promise<'unavailable'>((resolve) => {
    signal.addEventListener('abort', () => resolve('unavailable'), { once: true });
  });
  const answered = probe.check(signal).then(
    () => 'ok' as const,
    () => 'unavailable' as const,
  );
  return Promise.race([answered, timedOut]);
}

function overall(results: readonly ProbeResult[]): HealthReport['status'] {
  const failing = results.filter(({ health }) => health.status !== 'ok');
  if (failing.length === 0) return 'ok';
  return failing.some(({ probe }) => probe.isRequired) ? 'unavailable' : 'degraded';
}
