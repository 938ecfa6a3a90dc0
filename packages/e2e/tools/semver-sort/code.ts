interface Version {
  text: string;
  numbers: [number, number, number];
  labels: string[];
}

const FORM = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

function parse(text: string): Version {
  const [, major, minor, patch, label] = FORM.exec(text.trim()) ?? [];
  if (major === undefined) throw new Error(`"${text}" is not a semantic version such as 1.4.0-beta.2`);
  return { text, numbers: [Number(major), Number(minor), Number(patch)], labels: label?.split('.') ?? [] };
}

/** Numbers are less than words, and compare as numbers. */
function compareLabels(left: string, right: string): number {
  const [a, b] = [left, right].map((label) => (/^\d+$/.test(label) ? Number(label) : undefined));
  if (a !== undefined && b !== undefined) return a - b;
  if (a !== undefined) return -1;
  if (b !== undefined) return 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function compare(left: Version, right: Version): number {
  for (const [index, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // A version without a label comes after its previews.
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length;
  for (const [index, label] of left.labels.entries()) {
    const other = right.labels[index];
    if (other === undefined) return 1;
    const difference = compareLabels(label, other);
    if (difference !== 0) return difference;
  }
  return left.labels.length - right.labels.length;
}

/**
 * Sorts semantic versions by precedence (SemVer 2.0.0), oldest first, and names the latest stable one.
 * @param versions The versions; a leading v is allowed.
 */
export function sortVersions(versions: string[]): { sorted: string[]; latestStable: string | null } {
  const sorted = versions.map(parse).sort(compare);
  return {
    sorted: sorted.map(({ text }) => text),
    latestStable: sorted.findLast(({ labels }) => labels.length === 0)?.text ?? null,
  };
}
