/** A function as it is billed: its memory in production and the time of one ordinary call. */
export interface BilledCall {
  readonly memoryMb: number;
  readonly ms: number;
  /** Its own lines, those of its metrics and the three of Lambda itself. */
  readonly logBytes: number;
}

/** Memory as in `environments/prod.tfvars`, which a test compares. Times are assumptions, stated in the document. */
export const calls = {
  /** Waits for the table and for the sandbox, which is billed as well. */
  executeAtOnce: { memoryMb: 1_769, ms: 60, logBytes: 1_300 },
  submitJob: { memoryMb: 1_769, ms: 60, logBytes: 1_300 },
  findJob: { memoryMb: 1_769, ms: 10, logBytes: 1_300 },
  executor: { memoryMb: 3_072, ms: 30, logBytes: 900 },
  runJob: { memoryMb: 1_024, ms: 100, logBytes: 1_300 },
  sweep: { memoryMb: 1_024, ms: 150, logBytes: 1_500 },
  authorizer: { memoryMb: 512, ms: 8, logBytes: 1_300 },
} as const satisfies Readonly<Record<string, BilledCall>>;

export const assumptions = {
  /** Of the gateway itself. */
  accessLogBytes: 400,
  /** How often a caller asks for a job before it has ended, and once more for its result. */
  looksPerJob: 2,
  /** From start to stop, of which the processor is busy for `busySeconds`. */
  microvmSeconds: 2,
  microvmBusySeconds: 1,
  microvmGb: 0.5,
  /** Lambda samples one request a second and 5 % of the rest. */
  tracedShare: 0.05,
  /** A result of 400 characters, its entry in the index, and its audit event. */
  resultBytes: 1_600,
  auditBytes: 900,
  hoursPerMonth: 730,
  /** Lambda's event source asks the queue with five long polls of 20 s each, also while it is empty. */
  idlePollsPerMinute: 15,
} as const;
