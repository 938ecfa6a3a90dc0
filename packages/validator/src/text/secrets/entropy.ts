/** Bits of information per character, from how often each one occurs. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const words =
  /example|sample|placeholder|change_?me|dummy|redacted|your[_-]?|insert|replace|fake|lorem|foobar|hunter2|todo|xxxx|\*\*\*|\.\.\.|0{6}|1234567|abcdefg|test|demo|mock|secret[_-]?(?:key|here|value)|my[_-]?(?:secret|token|key|password)|password|none|null|undefined|[<>{}]|\$\(/i;

/** What people write where a secret would stand. */
export const isPlaceholder = (text: string) => words.test(text) || new Set(text).size < 6;

const hexadecimal = /^(?:0x)?[0-9a-f]+$/i;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** How pictures, fonts and archives begin in base64. */
const media = /^(?:iVBOR|R0lGOD|\/9j\/|UklGR|PHN2Zy|AAAB|d09GR|JVBER|UEsDB|H4sI|Qk0|T2dnUw|data:)/;

/** Digests, identifiers, pictures, alphabets and encoded text look random and are no secrets. */
export function isOrdinary(text: string): boolean {
  if (hexadecimal.test(text) || uuid.test(text) || media.test(text)) return true;
  return isAlphabet(text) || isEncodedText(text) || /^[\w.]*\/[\w./]*$|^(?:sha\d+|md5)[-:]/i.test(text);
}

/** Every character once, or most of them beside their neighbours in the order of code points. */
function isAlphabet(text: string): boolean {
  const distinct = new Set(text).size;
  let inOrder = 0;
  for (let at = 1; at < text.length; at += 1) if (text.charCodeAt(at) - text.charCodeAt(at - 1) === 1) inOrder += 1;
  return (text.length >= 26 && distinct === text.length) || inOrder > text.length / 2;
}

function isEncodedText(text: string): boolean {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  const printable = bytes.filter((byte) => byte === 10 || (byte >= 32 && byte < 127)).length;
  return bytes.length > 8 && printable > bytes.length * 0.9;
}

/** Letters of both cases and digits, mixed as no word mixes them. */
export function looksRandom(text: string, leastBits: number): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && /\d/.test(text) && entropyOf(text) >= leastBits;
}
