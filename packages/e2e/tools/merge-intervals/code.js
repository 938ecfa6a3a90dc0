/**
 * @typedef {Object} Interval
 * @property {number} start
 * @property {number} end
 */

/**
 * Joins intervals that overlap or touch, and gives the gaps between them.
 * @param {Interval[]} intervals - In any order; start must not lie after end.
 * @param {number} [tolerance=0] - Gaps up to this length are bridged.
 * @returns {{merged: Interval[], gaps: Interval[], covered: number}}
 */
function mergeIntervals(intervals, tolerance = 0) {
  const wrong = intervals.findIndex(({ start, end }) => start > end);
  if (wrong >= 0) throw new RangeError(`interval ${wrong} starts at ${intervals[wrong].start}, after its end`);
  const merged = [];
  for (const { start, end } of [...intervals].sort((left, right) => left.start - right.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end + tolerance) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  const gaps = merged.slice(1).map(({ start }, index) => ({ start: merged[index].end, end: start }));
  const covered = merged.reduce((sum, { start, end }) => sum + (end - start), 0);
  return { merged, gaps, covered };
}
