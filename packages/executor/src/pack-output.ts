import { gzipSync } from 'node:zlib';
import { limits, type OutputText } from '@dtr/contracts';

/** An answer of Lambda may have 6 MB (AWS quota page, checked 2026-11); the rest of it needs far less than what this leaves. */
const answerBytes = 5_500_000;
/** Gzip only helps when the answer would not fit; level 1 does most of the work in a fraction of the time. */
const level = 1;

/** The output as it travels: plain when it is short, compressed when it is long; `undefined` when it does not fit at all. */
export function packOutput(json: string): OutputText | undefined {
  const jsonBytes = Buffer.byteLength(json);
  if (jsonBytes <= limits.inlineOutputBytes) return { json };
  const gzipBase64 = gzipSync(json, { level }).toString('base64');
  return gzipBase64.length <= answerBytes ? { gzipBase64, jsonBytes } : undefined;
}
