import { type Language, limits } from '@dtr/contracts';
import type { Span } from '../../analysis/source-text.ts';
import { type ScannedText, scanTokens, type TokenScan } from '../scan-tokens.ts';
import { type FoundSecret, findSecrets } from './find-secrets.ts';
import { secretFormats } from './provider-formats.ts';

/** A secret in the code, with all stretches that it is put together from. */
export interface SecretInCode {
  readonly kind: string;
  readonly parts: readonly Span[];
}

/** Secrets that stand in the code, and those that it puts together from texts beside each other. */
export function secretsInCode(code: string, scan: Pick<TokenScan, 'texts'>): SecretInCode[] {
  const whole = findSecrets(code).map(({ kind, span }) => ({ kind, parts: [span] }));
  const strings = scan.texts.filter(({ isComment }) => !isComment);
  const split = piecesBeside(strings, code).flatMap((pieces) => joinedSecrets(pieces, code));
  return [...whole, ...split];
}

/** Runs of strings with nothing but commas, plus signs or white space between them. */
function piecesBeside(strings: readonly ScannedText[], code: string): ScannedText[][] {
  const runs: ScannedText[][] = [];
  for (const text of strings) {
    const before = runs.at(-1)?.at(-1);
    const gap = before && text.start - before.end < 40 ? code.slice(before.end, text.start) : undefined;
    if (gap !== undefined && /^[\s,+\\()]*$/.test(gap)) runs.at(-1)?.push(text);
    else runs.push([text]);
  }
  return runs.filter(({ length }) => length > 1 && length <= 64);
}

/** Only formats of providers: what is random in one piece was found already. */
function joinedSecrets(pieces: readonly ScannedText[], code: string): SecretInCode[] {
  let joined = '';
  const places = pieces.map(({ start, end }) => {
    const from = joined.length;
    joined += code.slice(start + 1, Math.min(end - 1, start + 300));
    return { from, to: joined.length, span: { start: start + 1, end: Math.max(start + 1, end - 1) } };
  });
  const found = findSecrets(joined).filter(isOfProvider);
  return found.flatMap(({ kind, span }) => {
    const parts = places.filter(({ from, to }) => from < span.end && to > span.start).map((place) => place.span);
    return parts.length > 1 ? [{ kind: `${kind}, in pieces`, parts }] : [];
  });
}

const providerKinds = new Set(secretFormats.map(({ name }) => name));
const isOfProvider = ({ kind }: FoundSecret) => providerKinds.has(kind);

/** What of a piece of code must not be shown; code that is too large to be judged is only searched for whole secrets. */
export function secretSpans({ code, language }: { readonly code: string; readonly language: Language }): Span[] {
  const scan = code.length > limits.codeBytes ? { texts: [] } : scanTokens(code, language);
  return secretsInCode(code, scan).flatMap(({ parts }) => parts);
}
