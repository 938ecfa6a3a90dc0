import type { AuditEvent, Lane, LaneHead } from '@dtr/core';
import { unavailable } from '../outage.ts';
import { type ChainStoreDeps, readHead, writeChained } from './chain-store.ts';

/** Appends one event to a chain. Resolves once it is stored. */
export type LaneWriter = (event: AuditEvent) => Promise<void>;

interface Pending {
  readonly event: AuditEvent;
  readonly settle: (failure?: unknown) => void;
}

/** Of one transaction: at most 100 items (DynamoDB quota, checked 2026-11), one of which is the head. */
const eventsAtOnce = 25;
/** Others may append to the same chain; whoever loses goes on from their head. */
const tries = 12;

/**
 * Writes a chain from this process: what arrives while a write is on its way goes together into the next one. Remembers the head that
 * it wrote last, so that nothing is read first while no other process writes here.
 */
export function createLaneWriter(deps: ChainStoreDeps, lane: Lane): LaneWriter {
  let head: LaneHead | undefined;
  let pending: readonly Pending[] = [];
  let isWriting = false;

  const write = async (events: readonly AuditEvent[]): Promise<void> => {
    let left = events;
    for (let attempt = 0; attempt < tries && left.length > 0; attempt += 1) {
      const before: LaneHead = head ?? (await readHead(deps, lane));
      // Not known until the answer has come: it may be lost on its way.
      head = undefined;
      const written = await writeChained(deps, before, left);
      head = written.head;
      const there = new Set(written.there);
      left = left.filter(({ eventId }) => !there.has(eventId));
      if (left.length > 0) await deps.backoff(attempt);
    }
    if (left.length > 0) throw unavailable('audit log', new Error('Others appended to the chain again and again.'));
  };

  const writeAll = async () => {
    isWriting = true;
    while (pending.length > 0) {
      const group = pending.slice(0, eventsAtOnce);
      pending = pending.slice(eventsAtOnce);
      const events = new Map(group.map(({ event }) => [event.eventId, event]));
      const failure = await write([...events.values()]).then(() => undefined, asFailure);
      for (const { settle } of group) settle(failure);
    }
    isWriting = false;
  };

  return (event) =>
    new Promise<void>((resolve, reject) => {
      const settle = (failure?: unknown) => (failure === undefined ? resolve() : reject(failure));
      pending = [...pending, { event, settle }];
      if (!isWriting) void writeAll();
    });
}

const asFailure = (error: unknown) => error ?? new Error('The audit log failed without a reason.');
