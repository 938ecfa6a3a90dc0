/**
 * A number that a double cannot hold, kept as it was written. In memory it is what `JSON.rawJSON` gives, an opaque
 * object; `JSON.stringify` writes its digits unchanged.
 */
export type ExactNumber = { readonly rawJSON: string };

/** Built into V8 since Node 21; the compiler's library does not know it yet. */
const rawJson = JSON as unknown as {
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): value is ExactNumber;
};

export function exactNumber(source: string): ExactNumber {
  return rawJson.rawJSON(source);
}

/** Never true of a caller's own object with a member `rawJSON`. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return rawJson.isRawJSON(value);
}

export function isIntegerText(source: string): boolean {
  return /^-?\d+$/.test(source);
}

/** The nearest finite double: an integer of 400 digits is still an integer to a schema. */
export function toDouble({ rawJSON }: ExactNumber): number {
  const value = Number(rawJSON);
  if (!isIntegerText(rawJSON)) return value;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
