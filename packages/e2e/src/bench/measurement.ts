import { median } from '../report/statistics.ts';

/** One line of the table. */
export interface Measurement {
  readonly what: string;
  /** What must hold, in words: `at most 0.25`. */
  readonly bar: string;
  /** The figure that the bar is about, and the medians behind it. */
  readonly figure: string;
  readonly detail: string;
  readonly holds: boolean;
}

/** A bar that could not be measured here, and why. */
export interface Skipped {
  readonly what: string;
  readonly bar: string;
  readonly skipped: string;
}

export type Outcome = Measurement | Skipped;

/** Measures one or a few bars; slow. */
export type Bar = () => Promise<readonly Outcome[]>;

export type Act = () => Promise<unknown> | unknown;

/** Runs the acts in turn, round after round, so that whatever else the machine does meets all of them. Medians in ms. */
export async function interleaved<Name extends string>(
  rounds: number,
  acts: Readonly<Record<Name, Act>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(acts) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await acts[name]();
      times.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

export function atMost(what: string, limit: number, figure: number, detail: string, unit = ''): Measurement {
  return { what, bar: `at most ${limit}${unit}`, figure: `${shown(figure)}${unit}`, detail, holds: figure <= limit };
}

export function atLeast(what: string, limit: number, figure: number, detail: string): Measurement {
  return { what, bar: `at least ${limit}`, figure: shown(figure), detail, holds: figure >= limit };
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
export const inMs = (ms: number): string => `${shown(ms)} ms`;
