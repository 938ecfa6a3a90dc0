import type { WorkerMessage } from '@dtr/contracts';
import { sha256Of } from '../../domain/sha256.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { newUlid } from '../builders.ts';
import { eventually } from './eventually.ts';

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
