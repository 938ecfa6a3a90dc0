/** Every value of every header, by lower-case name, in the order they were sent. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

export function headerMapOf(rawHeaders: readonly string[]): HeaderMap {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const values = headers.get(name) ?? [];
    values.push(rawHeaders[index + 1] ?? '');
    headers.set(name, values);
  }
  return headers;
}

/** The value of a header that may appear once; `undefined` when it is absent or repeated. */
export function onlyValue(headers: HeaderMap, name: string): string | undefined {
  const values = headers.get(name);
  return values?.length === 1 ? values[0]?.trim() : undefined;
}
