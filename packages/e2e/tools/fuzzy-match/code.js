/** Edit distance over code points, with two rows of memory. */
function _levenshtein(left, right) {
  const [a, b] = [[...left], [...right]];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

const normal = (text) => text.normalize('NFC').trim().toLowerCase();

/**
 * Ranks candidates by how close they are to a query.
 * @param {string} query - What was typed.
 * @param {string[]} candidates - What may have been meant.
 * @param {number} [limit=5] - How many to give at most.
 * @param {number} [minimum=0.5] - Least score, from 0 to 1.
 * @returns {{candidate: string, distance: number, score: number}[]} Best first; equal ones in the given order.
 */
export function fuzzyMatch(query, candidates, limit = 5, minimum = 0.5) {
  return candidates
    .map((candidate) => {
      const distance = _levenshtein(normal(query), normal(candidate));
      const longest = Math.max([...normal(query)].length, [...normal(candidate)].length);
      const score = longest === 0 ? 1 : Math.round((1 - distance / longest) * 10_000) / 10_000;
      return { candidate, distance, score };
    })
    .filter(({ score }) => score >= minimum)
    .sort((left, right) => right.score - left.score)
    .slice(0, limit);
}
