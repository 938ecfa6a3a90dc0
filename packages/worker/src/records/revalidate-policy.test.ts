import type { RevalidateMessage, WorkerMessage } from '@dtr/contracts';
import type { RevalidateTools, ToolId } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import { aRevalidation } from '../testing/queue-events.ts';
import { revalidatePolicy } from './revalidate-policy.ts';

const page = { judged: 2, quarantined: 1, released: 0, failed: [] };
const log = { info: () => undefined, error: () => undefined };

/** Handles a message and every message that this sends. */
async function follow(revalidateTools: RevalidateTools, target: LogTarget = log): Promise<readonly WorkerMessage[]> {
  const handled: WorkerMessage[] = [];
  const waiting: RevalidateMessage[] = [aRevalidation];
  const queue = { send: async (message: WorkerMessage) => void waiting.push(message as RevalidateMessage) };
  for (let message = waiting.shift(); message; message = waiting.shift()) {
    handled.push(message);
    await revalidatePolicy({ revalidateTools, queue, log: target })(message);
  }
  return handled;
}

describe('policy.revalidate', () => {
  it('goes on page by page until there is none', async () => {
    const nextOf: Record<string, string> = { start: 'a', a: 'b' };

    const handled = await follow(async ({ position = 'start' }) => {
      const next = nextOf[position];
      return { ...page, ...(next !== undefined && { next }) };
    });

    expect(handled).toEqual([aRevalidation, { ...aRevalidation, position: 'a' }, { ...aRevalidation, position: 'b' }]);
  });

  it('logs the tools that cannot be judged as an error, and goes on', async () => {
    const error = jest.fn();
    const failed = ['tool-1' as ToolId];

    await follow(async () => ({ ...page, failed }), { ...log, error });

    expect(error).toHaveBeenCalledWith(expect.objectContaining({ failed }));
  });

  it('fails when the next page cannot be announced, so that the page is done again', async () => {
    const queue = {
      send: async () => {
        throw new Error('no queue');
      },
    };
    const deps = { revalidateTools: async () => ({ ...page, next: 'a' }), queue, log };

    await expect(revalidatePolicy(deps)(aRevalidation)).rejects.toThrow('no queue');
  });
});
