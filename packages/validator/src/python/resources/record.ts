import type { PyNode } from '../tree.ts';
import type { Observation } from './machine.ts';

/** What a trial run has seen: of each kind the first at each node. */
export interface TrialRecord {
  note(observation: Observation): void;
  /** Runs without noting anything. */
  silently(run: () => void): void;
  /** How many such runs this one is inside of. */
  readonly silence: number;
  /** Runs something that is judged by itself, whoever asked for it. */
  aloud<Result>(run: () => Result): Result;
  /** The loops that do not end in a run of which nothing else is kept. */
  endlessIn(run: () => void): ReadonlySet<PyNode>;
  all(): readonly Observation[];
}

export function createRecord(): TrialRecord {
  const seen = new Map<PyNode, Map<string, Observation>>();
  let endless: Set<PyNode> | undefined;
  let silence = 0;
  return {
    note(observation) {
      if (silence > 0) return;
      const { node, kind } = observation;
      if (endless) {
        if (kind === 'endless-loop') endless.add(node);
        return;
      }
      const kinds = seen.get(node) ?? new Map<string, Observation>();
      if (!kinds.has(kind)) kinds.set(kind, observation);
      seen.set(node, kinds);
    },
    silently(run) {
      silence += 1;
      run();
      silence -= 1;
    },
    get silence() {
      return silence;
    },
    aloud(run) {
      const outer = silence;
      silence = 0;
      const result = run();
      silence = outer;
      return result;
    },
    endlessIn(run) {
      const found = new Set<PyNode>();
      endless = found;
      run();
      endless = undefined;
      return found;
    },
    all: () => [...seen.values()].flatMap((kinds) => [...kinds.values()]),
  };
}
