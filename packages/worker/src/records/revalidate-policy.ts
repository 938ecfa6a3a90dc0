import type { RevalidateMessage } from '@dtr/contracts';
import type { RecordDeps } from './record-deps.ts';

/**
 * `policy.revalidate`: judges one page of tools again, then sends the message for the next page. Doing it twice does no harm: a
 * page that was judged is judged the same, and a second chain of messages ends like the first.
 */
export const revalidatePolicy =
  ({ revalidateTools, queue, log }: Pick<RecordDeps, 'revalidateTools' | 'queue' | 'log'>) =>
  async (message: RevalidateMessage): Promise<void> => {
    const { policy, digest } = message;
    const { next, ...counts } = await revalidateTools(message);
    const level = counts.failed.length > 0 ? 'error' : 'info';
    log[level]({ message: 'tools judged again', policy, digest, ...counts, isLast: next === undefined });
    if (next !== undefined) await queue.send({ ...message, position: next });
  };
