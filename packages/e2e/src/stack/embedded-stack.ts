import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalStack, type Log, startLocalStack } from '@dtr/local-stack';

/** A local stack over a folder that is gone when it is closed. */
export interface EmbeddedStack extends Omit<LocalStack, 'stop'> {
  readonly api: string;
  close(): Promise<void>;
}

export interface EmbeddedStackOptions {
  /** Hears what the stack and its functions say; nobody does when absent. */
  readonly log?: Log;
  /** Jobs that run at the same time; as many as usual when absent. */
  readonly workers?: number;
}

/** Starts a stack inside this process on free ports, without throttling, and waits until its functions are warm. */
export async function openEmbeddedStack({ log, workers }: EmbeddedStackOptions = {}): Promise<EmbeddedStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dtr-e2e-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const { stop, ...stack } = await startLocalStack({ dataDir, throttle: 'off', workers, ...(log && { log }) });
    await stack.warm;
    return { ...stack, api: stack.endpoints.api, close: () => stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
