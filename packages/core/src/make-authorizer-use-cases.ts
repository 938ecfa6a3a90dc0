import { createUlidSource } from './domain/ulid.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { KeyReader } from './ports/key-reader.ts';
import { makeAdmitKey } from './use-cases/admit-key.ts';
import { makeLeaveRefusal } from './use-cases/steps/leave-refusal.ts';
import { makeLeaveTrail } from './use-cases/steps/trail.ts';

/** All that the `authorizer` function needs from the world. */
export interface AuthorizerPorts {
  readonly keys: KeyReader;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** What guards the second door, bound to its ports. Apart from the other use cases, so that its bundle carries none of them. */
export function makeAuthorizerUseCases({ keys, audit, clock }: AuthorizerPorts) {
  const leaveTrail = makeLeaveTrail({ audit, newUlid: createUlidSource(clock) });
  return { admitKey: makeAdmitKey({ keys, clock, leaveRefusal: makeLeaveRefusal({ leaveTrail, clock }) }) };
}
