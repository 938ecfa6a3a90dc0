/** Counts in windows of time that all processes share; what is past is forgotten by itself. */
export interface WindowCounter {
  /** `full`: `limit` are counted in this window already, and this one was not. */
  count(window: {
    readonly name: string;
    readonly startsAtMs: number;
    readonly limit: number;
  }): Promise<'counted' | 'full'>;
}
