import { limits } from '@dtr/contracts';

/** What a schema may cost. Every number is far above what a tool's signature needs and far below what hurts. */
export const bounds = {
  /** Of the document as JSON. */
  bytes: limits.schemaBytes,
  /** Of the document, brackets counted. */
  levels: limits.nestingLevels,
  subschemas: 500,
  references: 200,
  enumValues: 500,
  patternChars: 1_000,
  patterns: 100,
  /** Instructions of one compiled pattern: what a counted repetition grows into. */
  patternSize: 2_500,
  /** Subschemas that one value and its ancestors can meet, repetitions counted: keeps `$ref` from multiplying. */
  evaluations: 1_000,
  /** Deeper values are refused. */
  valueLevels: 64,
  /** Values times evaluations of one check: about a second at worst. */
  checkWork: 3_000_000,
  /** Of a value checked with `contains`: ajv copies its list of errors for every item that does not match. */
  containsValues: 5_000,
  /** Values times bytes of defaults that every one of them may be given. */
  defaultBytes: 4_000_000,
  /** Characters times pattern instructions of one check: below a second. */
  patternWork: 2_000_000_000,
  /** Formats look at short strings only. */
  formatChars: 4_096,
} as const;
