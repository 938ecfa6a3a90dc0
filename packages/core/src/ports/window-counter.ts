/** Counts in windows of time that all processes share; what is past is forgotten by itself. */
export interface WindowCounter {
  /** How many are counted in this window now, this one included. `full`: it was `limit` already, and this one was not counted. */
  count(window: {
    readonly name: string;
    readonly startsAtMs: number;
    readonly lengthMs: number;
    readonly limit: number;
  }): Promise<number | 'full'>;
}
