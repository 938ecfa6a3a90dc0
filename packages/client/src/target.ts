/** One path segment, encoded whole: an id never reaches into the path around it. */
export function segment(value: string): string {
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`"${value}" cannot be an id`);
  return encodeURIComponent(value);
}

/** `?a=b&c=d` without the absent values; empty when there are none. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
