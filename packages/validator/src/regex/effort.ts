import { RegexTooLarge } from './program.ts';

/** Work that all patterns of one piece of code share. Counted, not timed: the same code always gets the same answer. */
export interface Effort {
  /** Throws a `RegexTooLarge` when the work is used up, now and ever after. */
  spend(steps: number): void;
}

/** About an eighth of a second. Patterns that people write take some thousand steps each. */
const maximumSteps = 5_000_000;

export function createEffort(): Effort {
  let left = maximumSteps;
  return {
    spend(steps) {
      left -= steps;
      if (left < 0) throw new RegexTooLarge('The patterns take too much work to be judged.');
    },
  };
}
