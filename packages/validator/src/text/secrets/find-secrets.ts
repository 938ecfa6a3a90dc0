import type { Span } from '../../analysis/source-text.ts';
import { isOrdinary, isPlaceholder, looksRandom } from './entropy.ts';
import { privateKey, secretAssignment, secretFormats, urlPassword } from './provider-formats.ts';

/** Where a secret stands. What it is, never the secret itself. */
export interface FoundSecret {
  readonly kind: string;
  readonly span: Span;
}

/** A secret in base64 is rarely shorter or longer. */
const randomText = /(?<=["'`])[A-Za-z0-9+/_=-]{32,88}(?=["'`])/g;

/** Secrets in a text, in its order. Every pattern is bounded, so that the time grows with the length of the text. */
export function findSecrets(text: string): FoundSecret[] {
  const found = [
    ...ofProviders(text),
    ...privateKeys(text),
    ...passwordsInUrls(text),
    ...assigned(text),
    ...random(text),
  ];
  const sorted = found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  // What is found in two ways is one secret.
  return sorted.filter(
    ({ span }, index) => !sorted.slice(Math.max(0, index - 4), index).some((one) => one.span.end > span.start),
  );
}

function* ofProviders(text: string): Generator<FoundSecret> {
  for (const { name, pattern } of secretFormats)
    for (const match of text.matchAll(pattern))
      if (!isPlaceholder(match[0])) yield secret(name, match.index, match[0].length);
}

/** Characters of the longest key in PEM. */
const longestKey = 8_000;

/** From the head to the foot of the key; without a foot, as far as a key may reach. */
function* privateKeys(text: string): Generator<FoundSecret> {
  let next = 0;
  for (const match of text.matchAll(privateKey)) {
    if (match.index < next) continue;
    const body = text.slice(match.index + match[0].length, match.index + longestKey).split('-----END', 1)[0] ?? '';
    next = match.index + match[0].length + body.length;
    // The head alone is a format that the code knows, not a key.
    if (body.replaceAll(/[^A-Za-z0-9+/]/g, '').length >= 40)
      yield secret('a private key', match.index, next - match.index);
  }
}

function* passwordsInUrls(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(urlPassword)) {
    const [whole, password = ''] = match;
    if (isPlaceholder(password) || /^(?:pass|pw|pwd|user|secret|token)$/i.test(password)) continue;
    yield secret('a password in a URL', match.index + whole.lastIndexOf(`:${password}@`) + 1, password.length);
  }
}

function* assigned(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(secretAssignment)) {
    const [whole, value = ''] = match;
    if (isPlaceholder(value) || isOrdinary(value) || !looksRandom(value, value.length < 16 ? 2.7 : 3.2)) continue;
    yield secret('a password or key', match.index + whole.length - 1 - value.length, value.length);
  }
}

/** A text that is nothing but random characters. */
function* random(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(randomText)) {
    const [value] = match;
    const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && (value.match(/\d/g) ?? []).length >= 3;
    if (!isMixed || isPlaceholder(value) || isOrdinary(value) || !looksRandom(value, 4.3)) continue;
    yield secret('a text that looks like a key', match.index, value.length);
  }
}

const secret = (kind: string, start: number, chars: number): FoundSecret => ({
  kind,
  span: { start, end: start + chars },
});
