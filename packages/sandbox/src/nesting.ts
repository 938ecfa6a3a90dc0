const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** How many arrays and objects stand inside one another, at the deepest place of a JSON text in UTF-8. */
export function nestingOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (isInText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) {
      isInText = true;
    } else if (opening.has(byte)) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (closing.has(byte)) {
      depth -= 1;
    }
  }
  return deepest;
}
