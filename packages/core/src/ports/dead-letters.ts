/** What the work queue has given up. */
export interface DeadLetters {
  /** About how many there are. */
  count(): Promise<number>;
}
