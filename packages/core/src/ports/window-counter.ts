/** Counts in windows of time that all processes share; what is past is forgotten by itself. */
export interface WindowCounter {
  /** How many are counted in this window now, these `places` (1) included. `full`: they would be more than `limit`, and none of them was counted. */
  count(window: {
    readonly name: string;
    readonly startsAtMs: number;
    readonly lengthMs: number;
    readonly limit: number;
    readonly places?: number;
  }): Promise<number | 'full'>;
}
