/** One sign that a text speaks to a model. `weight`: three together are an instruction. */
export interface Signal {
  readonly name: string;
  readonly weight: number;
  /** Over words in lower case with single spaces and without punctuation; gaps are bounded. */
  readonly pattern: RegExp;
}
