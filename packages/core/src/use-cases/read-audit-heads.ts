import { digestOfHeads } from '../domain/audit/audit-chain.ts';
import { type LoggedHeads, loggedHead } from '../domain/audit/check-logged.ts';
import type { Digest } from '../domain/ids.ts';
import type { AuditReader } from '../ports/audit-reader.ts';
import type { Clock } from '../ports/clock.ts';

const dayMs = 86_400_000;

export interface ReadAuditHeadsDeps {
  readonly auditReader: AuditReader;
  readonly clock: Clock;
}

/** How far the chains of a day have come, small enough for a log line. */
export interface AuditHeads {
  readonly day: string;
  readonly digest: Digest;
  readonly events: number;
  readonly lanes: LoggedHeads;
}

export type ReadAuditHeads = ReturnType<typeof makeReadAuditHeads>;

/** The heads of yesterday, which stay as they are, and of today, to be kept outside the table. */
export function makeReadAuditHeads({ auditReader, clock }: ReadAuditHeadsDeps) {
  const read = async (daysAgo: number): Promise<AuditHeads> => {
    const day = new Date(clock.now().getTime() - daysAgo * dayMs).toISOString().slice(0, 10);
    const heads = [...(await auditReader.listHeads(day))].sort((left, right) => left.lane - right.lane);
    return {
      day,
      digest: digestOfHeads(heads),
      events: heads.reduce((sum, { count }) => sum + count, 0),
      lanes: Object.fromEntries(heads.map((head) => [head.lane, loggedHead(head)])),
    };
  };

  return (): Promise<readonly AuditHeads[]> => Promise.all([read(1), read(0)]);
}
