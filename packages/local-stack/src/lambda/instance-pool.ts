import type { Log } from '../log/log.ts';
import type { Instance } from './instance.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';
import { LambdaError } from './lambda-error.ts';
import type { Scaling } from './lambda-function.ts';

/** How long an invocation waits for a busy process before more than the eager number are started. */
const PATIENCE_MS = 100;
/** How long a process must have lived to be replaced without an event that asks for it. */
const SETTLED_MS = 1_000;
/** How often idle processes are looked at. */
const REAP_MS = 5_000;

/** The processes that serve one function. */
export interface InstancePool {
  /** Waits for a process and serves the event. Rejects with `StartFailure` when none could be started for it, with `LambdaError` when it has waited too long. */
  invoke(makeInvocation: () => Invocation): Promise<InvocationOutcome>;
  /** Starts the minimum number of processes. Failures are logged and met again by the first invocation. */
  prewarm(): Promise<void>;
  size(): number;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly source: string;
  readonly scaling: Scaling;
  readonly start: () => Promise<Instance>;
  readonly log: Log;
}

type Waiter = PromiseWithResolvers<Instance>;

export function createInstancePool({ source, scaling, start, log }: PoolOptions): InstancePool {
  const all = new Set<Instance>();
  /** Least recently used first. */
  const idle: { readonly instance: Instance; readonly sinceMs: number }[] = [];
  const waiting: Waiter[] = [];
  let starting = 0;
  let closed = false;

  function makeReady(instance: Instance): void {
    const next = waiting.shift();
    if (next) next.resolve(instance);
    else idle.push({ instance, sinceMs: Date.now() });
  }

  function remove(instance: Instance): void {
    all.delete(instance);
    const at = idle.findIndex((entry) => entry.instance === instance);
    if (at >= 0) idle.splice(at, 1);
  }

  /** Starts one more process. A failure goes to the invocation that has waited longest. */
  async function startOne(): Promise<void> {
    starting += 1;
    try {
      const instance = await start();
      all.add(instance);
      const startedMs = Date.now();
      instance.exited.then(({ code, signal }) => {
        const isUnexpected = !closed && all.has(instance);
        remove(instance);
        if (isUnexpected) log.write('warn', source, 'a process ended', { code, signal });
        // One that ends as soon as it is started waits for the next event, so that it cannot keep the machine busy.
        if (isUnexpected && Date.now() - startedMs > SETTLED_MS) refill();
        grow(scaling.eager);
      });
      if (closed) await instance.stop();
      else makeReady(instance);
    } catch (error) {
      log.write('error', source, 'could not be started', { reason: String(error) });
      waiting.shift()?.reject(error);
    } finally {
      starting -= 1;
    }
    grow(scaling.eager);
  }

  function refill(): Promise<unknown> {
    const missing = closed ? 0 : Math.max(0, scaling.minimum - all.size - starting);
    return Promise.all(Array.from({ length: missing }, startOne));
  }

  /** As many starts as there are invocations waiting, within the limit. */
  function grow(limit: number): void {
    while (!closed && starting < waiting.length && all.size + starting < limit) startOne();
  }

  function acquire(): Promise<Instance> {
    if (closed) return Promise.reject(new Error('The stack is stopping.'));
    const entry = idle.pop();
    if (entry) return Promise.resolve(entry.instance);
    const waiter = Promise.withResolvers<Instance>();
    waiting.push(waiter);
    grow(scaling.eager);
    const timers = [setTimeout(() => grow(scaling.maximum), PATIENCE_MS)];
    if (scaling.waitMs !== undefined) timers.push(setTimeout(() => giveUp(waiter), scaling.waitMs));
    return waiter.promise.finally(() => timers.map(clearTimeout));
  }

  /** Nothing has run for this invocation, and its caller is told so. */
  function giveUp(waiter: Waiter): void {
    const at = waiting.indexOf(waiter);
    if (at >= 0) waiting.splice(at, 1);
    waiter.reject(new LambdaError('TooManyRequestsException', 'Rate Exceeded.'));
  }

  function reap(): void {
    const oldest = idle[0];
    if (!oldest || all.size <= scaling.minimum || Date.now() - oldest.sinceMs < scaling.idleMs) return;
    remove(oldest.instance);
    oldest.instance.stop().then(reap);
  }

  const reaper = setInterval(reap, REAP_MS).unref();

  return {
    size: () => all.size,
    async invoke(makeInvocation) {
      const instance = await acquire();
      const outcome = await instance.invoke(makeInvocation());
      instance.ready().then(
        () => makeReady(instance),
        () => undefined,
      );
      return outcome;
    },
    async prewarm() {
      await refill();
    },
    async close() {
      closed = true;
      clearInterval(reaper);
      for (const waiter of waiting.splice(0)) waiter.reject(new Error('The stack is stopping.'));
      await Promise.all([...all].map((instance) => instance.stop()));
    },
  };
}
