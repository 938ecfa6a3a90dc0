import { median, quantile } from '../report/statistics.ts';

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

/** A figure that is told and that no bar speaks of. */
export interface Stated {
  readonly what: string;
  readonly figure: string;
  readonly detail: string;
}

export type Outcome = Measurement | Skipped | Stated;

/** Measures one or a few bars; slow. */
export type Bar = () => Promise<readonly Outcome[]>;

export type Act = () => Promise<unknown> | unknown;

/** Runs the acts in turn, round after round, so that whatever else the machine does meets all of them. Times in ms, in that order. */
export async function timesInTurn<Name extends string>(
  rounds: number,
  acts: Readonly<Record<Name, Act>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(acts) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await acts[name]();
      times[name].push(performance.now() - started);
    }
  }
  return times;
}

/** The same, as medians. */
export async function interleaved<Name extends string>(
  rounds: number,
  acts: Readonly<Record<Name, Act>>,
): Promise<Readonly<Record<Name, number>>> {
  const times = await timesInTurn(rounds, acts);
  const names = Object.keys(times) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

export function atMost(what: string, limit: number, figure: number, detail: string, unit = ''): Measurement {
  return { what, bar: `at most ${limit}${unit}`, figure: `${shown(figure)}${unit}`, detail, holds: figure <= limit };
}

export function atLeast(what: string, limit: number, figure: number, detail: string): Measurement {
  return { what, bar: `at least ${limit}`, figure: shown(figure), detail, holds: figure >= limit };
}

export function stated(what: string, figure: number, detail: string, unit = ''): Stated {
  return { what, figure: `${shown(figure)}${unit}`, detail };
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
export const inMs = (ms: number): string => `${shown(ms)} ms`;

/** The middle of many times, and what few of them exceed. */
export const midAndMost = (times: readonly number[]): string =>
  `${inMs(quantile(times, 0.5))} (p95 ${inMs(quantile(times, 0.95))})`;
