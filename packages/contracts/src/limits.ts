/** The numbers of the outward contract (`docs/openapi.json` shows them to callers). */
export const limits = {
  nameChars: 64,
  titleChars: 128,
  descriptionChars: 1_024,
  entryPointChars: 128,
  tags: 16,
  tagChars: 32,
  examples: 20,
  codeBytes: 256 * 1_024,
  schemaBytes: 64 * 1_024,
  /** All examples of a draft together, as JSON. */
  examplesBytes: 256 * 1_024,
  nestingLevels: 32,
  bodyBytes: 1_024 * 1_024,
  inputBytes: 256 * 1_024,
  inlineOutputBytes: 256 * 1_024,
  /** Largest output that is kept at all; it travels compressed when it would not fit Lambda's 6 MB answer. */
  outputBytes: 16 * 1_024 * 1_024,
  logBytes: 16 * 1_024,
  timeoutSeconds: { minimum: 1, maximum: 900, default: 10 },
  memoryMb: { minimum: 16, maximum: 1_024, default: 128 },
  /** Longest a caller is kept waiting; HTTP APIs give up at 30 s (AWS quota page, checked 2026-11). */
  synchronousSeconds: 25,
  pageItems: { minimum: 1, maximum: 100, default: 20 },
  /** Policies of one deployment, the built-in ones included: all heads are read for every verdict. */
  policies: 100,
  /** Of one policy document as JSON; it travels with every request to the validator. */
  policyBytes: 256 * 1_024,
  /** Violations that are kept with a quarantined tool or shown for one tool of a simulation. */
  keptViolations: 20,
  searchChars: 256,
  cursorChars: 4_096,
  idempotencyKeyChars: 255,
  idempotencyHours: 24,
  executionDays: 30,
  /** After its end. */
  jobDays: 7,
  /** Longest a tool runs in a job: the worker that waits for it lives 900 s (Lambda quota, checked 2026-11). */
  jobSeconds: 840,
  outputLinkSeconds: 3_600,
} as const;
