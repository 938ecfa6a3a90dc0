import { createClient } from '@dtr/client';
import { type EmbeddedStack, openEmbeddedStack } from '../../stack/embedded-stack.ts';
import { atMost, type Bar, inMs, interleaved } from '../measurement.ts';
import { seedTools } from '../seed-tools.ts';

const rounds = 60;

/** The first page of `GET /tools` on two stacks, one with a hundred times as many tools. */
export const longLists: Bar = async () => {
  const stacks = [await openEmbeddedStack(), await openEmbeddedStack()] as const;
  try {
    const [many, few] = [await listerOf(stacks[0], 20_000), await listerOf(stacks[1], 200)];
    for (let warm = 0; warm < 10; warm += 1) await Promise.all([many(), few()]);
    const times = await interleaved(rounds, { many, few });
    const detail = `${inMs(times.many)} against ${inMs(times.few)}`;
    return [atMost('GET /tools with 20,000 tools, against 200', 1.3, times.many / times.few, detail)];
  } finally {
    await Promise.all(stacks.map((stack) => stack.close()));
  }
};

async function listerOf(stack: EmbeddedStack, tools: number) {
  const client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
  await seedTools(client, stack, tools);
  return async () => {
    const { data } = await client.listTools();
    if (data.items.length !== 20 || !data.nextCursor) throw new Error(`a page of ${data.items.length} tools`);
  };
}
