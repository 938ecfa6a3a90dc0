/** An instant of a caller's in UTC; `undefined` for one that no calendar has, such as 30 February, which `Date` takes for 2 March. */
export function parseInstant(text: string): Date | undefined {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return undefined;
  return text.startsWith(instant.toISOString().slice(0, 'YYYY-MM-DD'.length)) ? instant : undefined;
}
