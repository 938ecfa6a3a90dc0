import { setTimeout as sleep } from 'node:timers/promises';

/** The first answer that is there, looked for again and again; throws when none is within `withinMs`. */
export async function eventually<Value>(look: () => Promise<Value | undefined>, withinMs = 30_000): Promise<Value> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    const value = await look();
    if (value !== undefined) return value;
  }
  throw new Error(`it was not so within ${withinMs} ms`);
}
