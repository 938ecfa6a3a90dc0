import type { WorkerMessage } from '@dtr/contracts';
import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { newUlid, planner } from '../builders.ts';
import { eventually } from './eventually.ts';

/** The port only appends; `find` looks the event up as the store keeps it. */
export interface AuditUnderTest {
  readonly audit: AuditLog;
  find(event: AuditEvent): Promise<AuditEvent | undefined>;
}

export function describeAuditLog(name: string, open: () => Promise<AuditUnderTest>) {
  const anEvent = (): AuditEvent => ({
    eventId: newUlid(),
    at: new Date().toISOString(),
    kind: 'verdict',
    actor: planner,
    digest: sha256Of('1'),
    policy: { name: 'default', digest: sha256Of('2') },
    details: { verdict: 'rejected', cached: false, rules: { 'python.forbidden-import': 2 } },
  });

  describe(`AuditLog: ${name}`, () => {
    it('keeps an event as it was appended', async () => {
      const { audit, find } = await open();
      const event = anEvent();
      expect(await find(event)).toBeUndefined();

      await audit.append(event);

      expect(await find(event)).toEqual(event);
    });

    it('never changes an event that is there, and takes a repetition for no fault', async () => {
      const { audit, find } = await open();
      const event = anEvent();
      await audit.append(event);

      await audit.append(event);
      await audit.append({ ...event, kind: 'tool.released', details: {} });

      expect(await find(event)).toEqual(event);
    });
  });
}

export function describeWorkQueue(
  name: string,
  open: () => Promise<{ queue: WorkQueue; received: () => Promise<readonly WorkerMessage[]> }>,
) {
  describe(`WorkQueue: ${name}`, () => {
    it('delivers what was sent', async () => {
      const { queue, received } = await open();
      const message: WorkerMessage = { kind: 'policy.revalidate', policy: 'default', digest: sha256Of(newUlid()) };
      const seen: WorkerMessage[] = [];

      await queue.send(message);
      await queue.send({ ...message, position: 'next' });

      await eventually(async () => {
        seen.push(...(await received()));
        expect(seen).toEqual(expect.arrayContaining([message, { ...message, position: 'next' }]));
      });
    });
  });
}
