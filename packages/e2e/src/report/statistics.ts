/** The value below which `share` (0 to 1) of the sorted values lie; nearest rank. NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((left, right) => left - right);
  const rank = Math.max(0, Math.ceil(ordered.length * share) - 1);
  return ordered[rank] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => {
  const ordered = [...values].sort((left, right) => left - right);
  const middle = ordered.length / 2;
  const upper = ordered[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((ordered[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
};
