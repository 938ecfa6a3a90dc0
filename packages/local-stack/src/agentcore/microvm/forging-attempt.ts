/** A tool whose function `f` returns "honest" and tries to have another answer taken for its own. */
export interface ForgingAttempt {
  readonly name: string;
  readonly code: string;
  /** How it must end when it does not return: `failed`, without an output. */
  readonly ends?: 'failed';
}
