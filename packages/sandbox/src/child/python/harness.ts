import call from './harness/call.py';
import clock from './harness/clock.py';
import entry from './harness/entry.py';
import errors from './harness/errors.py';
import eventLoop from './harness/event_loop.py';
import live from './harness/live.py';
import preload from './harness/preload.py';
import prepare from './harness/prepare.py';
import serialize from './harness/serialize.py';
import timeZones from './harness/time_zones.py';

const parts = { preload, clock, errors, eventLoop, serialize, timeZones, call, entry, prepare };

/**
 * Python that defines the harness, to be run before the snapshot. Its parts share one namespace with builtins of its
 * own: code that later replaces `len` or `isinstance` changes its own world, not the harness.
 */
export function defineHarness(): string {
  const lines = Object.entries(parts).map(([name, source]) => definePart(name, source));
  return ['import builtins', '__harness__ = {"__builtins__": dict(vars(builtins))}', ...lines].join('\n');
}

/** Python that adds the part by which an interpreter keeps what code leaves behind. Not in the snapshot: few need it. */
export const defineLive = (): string => definePart('live', live);

function definePart(name: string, source: string): string {
  return `exec(compile(${JSON.stringify(source)}, "<sandbox ${name}>", "exec"), __harness__)`;
}
