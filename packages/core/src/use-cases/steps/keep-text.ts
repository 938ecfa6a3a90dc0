import type { KeptText } from '../../domain/json/kept-text.ts';
import { utf8Bytes } from '../../domain/json/utf8-bytes.ts';
import type { OutputStore } from '../../ports/output-store.ts';

/** A row may have 400 KB (DynamoDB quota, checked 2026-11); long before that a read of it costs more than one of an object. */
const inlineBytes = 100_000;

/** Keeps a short text for its row and puts a long one into the output store under `key`. */
export async function keepText(outputs: OutputStore, key: string, text: string): Promise<KeptText> {
  if (utf8Bytes(text) <= inlineBytes) return { text };
  await outputs.put(key, text);
  return { outputKey: key };
}

/** Throws when a long text has gone although its row is still there. */
export async function readText(outputs: OutputStore, kept: KeptText): Promise<string> {
  if ('text' in kept) return kept.text;
  const text = await outputs.find(kept.outputKey);
  if (text === undefined) throw new Error(`The stored text ${kept.outputKey} is missing although a row refers to it.`);
  return text;
}
