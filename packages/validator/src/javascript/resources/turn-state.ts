import { type Bounds, isSameBounds, joinBounds, startOf, unbounded, widen } from './bounds.ts';

/** What names and lengths of lists hold at a point of a turn. Immutable. */
export interface TurnState {
  get(key: string): Bounds;
  set(key: string, bounds: Bounds): TurnState;
  setAll(all: readonly (readonly [string, Bounds])[]): TurnState;
  /** The name now holds another object: nothing is known of its members. */
  replace(key: string, bounds: Bounds): TurnState;
  readonly entries: ReadonlyMap<string, Bounds>;
  readonly replaced: ReadonlySet<string>;
}

/** `isStable`: whether only what the turn itself does can change what stands under a key. */
export function startState(isStable: (key: string) => boolean): TurnState {
  const make = (entries: TurnState['entries'], replaced: TurnState['replaced']): TurnState => ({
    entries,
    replaced,
    get(key) {
      const known = entries.get(key);
      if (known) return known;
      return hasBaseIn(key, replaced) || !isStable(key) ? unbounded : startOf(key);
    },
    set: (key, bounds) => make(new Map(entries).set(key, bounds), replaced),
    setAll: (all) => make(new Map([...entries, ...all]), replaced),
    replace(key, bounds) {
      const kept = [...entries].filter(([other]) => !other.startsWith(`${key}.`));
      return make(new Map(kept).set(key, bounds), new Set(replaced).add(key));
    },
  });
  return make(new Map(), new Set());
}

function hasBaseIn(key: string, bases: ReadonlySet<string>): boolean {
  if (bases.size === 0) return false;
  const parts = key.split('.');
  return parts.some((_, index) => index > 0 && bases.has(parts.slice(0, index).join('.')));
}

const keysOf = (...states: readonly TurnState[]) => new Set(states.flatMap(({ entries }) => [...entries.keys()]));

function combine(a: TurnState, b: TurnState, how: (x: Bounds, y: Bounds, key: string) => Bounds): TurnState {
  let state = a;
  for (const base of b.replaced) if (!state.replaced.has(base)) state = state.replace(base, a.get(base));
  return state.setAll([...keysOf(a, b)].map((key) => [key, how(a.get(key), b.get(key), key)]));
}

export const joinStates = (states: readonly (TurnState | undefined)[]): TurnState | undefined =>
  states.reduce((a, b) => (a && b && a !== b ? combine(a, b, joinBounds) : (a ?? b)), undefined);

/** What holds after any number of turns of an inner loop, of which one leads from `before` to `after`. */
export const widenStates = (before: TurnState, after: TurnState): TurnState => combine(before, after, widen);

/** Forgets what a second turn still changed. */
export const settle = (before: TurnState, after: TurnState): TurnState =>
  combine(before, after, (x, y) => (isSameBounds(widen(x, y), x) ? x : unbounded));
