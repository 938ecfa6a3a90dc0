/** At most this many letters may be wrong, and at most a third of them. */
const mostWrong = 3;

/** The name that was perhaps meant: the one that takes the fewest letters to become, if those are few. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const most = Math.min(mostWrong, Math.floor(written.length / 3));
  let [nearest, fewest]: [string | undefined, number] = [undefined, most + 1];
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= fewest) continue;
    const distance = distanceOf(written, name);
    if (distance < fewest) [nearest, fewest] = [name, distance];
  }
  return nearest;
}

/** Letters to put in, take out or replace (Levenshtein), row by row. */
function distanceOf(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + Number(from[row - 1] !== to[column - 1]);
      here.push(Math.min(replaced, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[to.length] ?? 0;
}
