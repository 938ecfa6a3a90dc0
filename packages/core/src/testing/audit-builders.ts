import type { AuditEvent } from '../domain/audit/audit-event.ts';
import { sha256Of } from '../domain/sha256.ts';
import { createUlidSource, instantOf } from '../domain/ulid.ts';
import { planner } from './builders.ts';

/** Made at this instant, or at that of its id. */
export function anAuditEvent({ at, ...given }: Partial<AuditEvent> = {}): AuditEvent {
  const eventId = given.eventId ?? createUlidSource({ now: () => new Date(at ?? Date.now()) })();
  return {
    at: instantOf(eventId).toISOString(),
    lane: 0,
    kind: 'verdict',
    actor: planner,
    digest: sha256Of('1'),
    policy: { name: 'default', digest: sha256Of('2') },
    details: { verdict: 'rejected', cached: false, rules: { 'python.forbidden-import': 2 } },
    ...given,
    eventId,
  };
}
