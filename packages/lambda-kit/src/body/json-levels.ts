/**
 * How deeply brackets nest in JSON text, strings aside. Stops counting at `enough`: hostile text is read no further, and it
 * is never parsed first, since parsers recurse.
 */
export function jsonLevels(text: string, enough: number): number {
  let level = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length && deepest < enough; at += 1) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === backslash) at += 1;
      else if (char === quote) inString = false;
    } else if (char === quote) inString = true;
    else if (char === openBracket || char === openBrace) deepest = Math.max(deepest, ++level);
    else if (char === closeBracket || char === closeBrace) level -= 1;
  }
  return deepest;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
