import type { AuditVerification, LaneFault } from '@dtr/core';

const meanings: Readonly<Record<LaneFault['fault'], string>> = {
  altered: 'was altered: its hash is not that of its text',
  misplaced: 'is kept under an id, day or lane that is not its own',
  missing: 'is not there',
  repeated: 'is there twice',
  unlinked: 'does not follow from the event before it',
  'beyond-head': 'stands behind the head of its chain: it was inserted, or the head was moved back',
  'wrong-head': 'is the last one, and the head of its chain is not its hash',
  'not-as-logged': 'is not the one that was logged: its chain was cut back, or written anew from there or before',
};

export interface Described {
  readonly isSound: boolean;
  readonly lines: readonly string[];
}

/** What was found, for people. `expected`: a digest that was logged. */
export function describeVerification(found: AuditVerification, expected?: string): Described {
  const { day, events, lanes, digest, faults } = found;
  const isExpected = expected === undefined || expected === digest;
  const isSound = faults.length === 0 && isExpected;
  return {
    isSound,
    lines: [
      `${day}: ${events} events in ${lanes} chains${faults.length === 0 ? ', each in its place' : ''}.`,
      ...faults.map(describeFault),
      ...(isExpected ? [] : [`The heads are not those that were logged (${expected}).`]),
      `Digest of the heads: ${digest}`,
    ],
  };
}

function describeFault({ lane, seq, eventId, fault }: LaneFault): string {
  return `Lane ${lane}, event ${seq}${eventId === undefined ? '' : ` (${eventId})`} ${meanings[fault]}.`;
}
