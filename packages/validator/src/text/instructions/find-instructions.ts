import { englishSignals } from './english-signals.ts';
import { foreignSignals } from './foreign-signals.ts';
import { markupSignals } from './markup-signals.ts';
import { readable } from './readable.ts';
import type { Signal } from './signal.ts';

/** That a text tells a model what to do, in words for a report. */
export interface Instruction {
  readonly reason: string;
  /** Some of the words that gave it away. */
  readonly words: string;
}

const threshold = 3;
/** A text about such attacks quotes them; then twice as much has to come together. */
const aboutAttacks =
  /(?<![\p{L}])(?:detect|flag|scan|block|filter|guard|classif|heuristic|sanitiz|sanitis|jailbreak attempt|prompt injection|injection|attack|suspicious|phishing|malicious|moderat)/u;
/** Texts without any of these beginnings of words are not looked at further. */
const stems =
  /ignor|disregard|forget|vergiss|vergessen|missacht|oubli|olvid|descart|dimentic|esque|desconsider|negeer|vergeet|zapomnij|dismiss|abandon|bypass|override|tell|mention|inform|notify|alert|reveal|show|disclos|warn|secret|hid|you|system|prompt|assist|model|llm|agent|tool|always|must|prefer|approve|credential|conversation|inst\]|im_|sys>|important|developer|sag|verrat|teil|erzähl|dis|diga|dire|conte|[\u0400-\u04ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u;

/** Whether a text speaks to a model rather than to people; absent when it does not. Never quotes more than a few words. */
export function findInstruction(text: string): Instruction | undefined {
  for (const version of readable(text)) {
    const found = inPlainText(version);
    if (found) return found;
  }
  return undefined;
}

function inPlainText(text: string): Instruction | undefined {
  const lower = text.toLowerCase();
  if (!stems.test(lower)) return undefined;
  const unquoted = withoutQuotations(lower);
  const words = wordsOf(unquoted);
  const found = [
    ...matches(markupSignals, lower),
    ...matches(englishSignals, words),
    ...matches(foreignSignals, words),
  ];
  const score = scoreOf(found);
  const needed = aboutAttacks.test(words) ? 2 * threshold : threshold;
  const isEnough = score >= needed && !isBarePhrase(words, found);
  const [first] = found.toSorted((a, b) => b.signal.weight - a.signal.weight);
  return isEnough && first ? { reason: first.signal.name, words: first.words } : undefined;
}

interface Match {
  readonly signal: Signal;
  readonly words: string;
}

function matches(signals: readonly Signal[], text: string): Match[] {
  return signals.flatMap((signal) => {
    const [words] = signal.pattern.exec(text) ?? [];
    return words === undefined ? [] : [{ signal, words: words.trim().slice(0, 60) }];
  });
}

/** Signals of one name count once, the strongest. */
function scoreOf(found: readonly Match[]): number {
  const best = new Map<string, number>();
  for (const { signal } of found) best.set(signal.name, Math.max(best.get(signal.name) ?? 0, signal.weight));
  return [...best.values()].reduce((sum, weight) => sum + weight, 0);
}

const unspaced = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/g;

/** Only the phrase, as in a list of phrases to look for. */
function isBarePhrase(words: string, found: readonly Match[]): boolean {
  // Scripts without spaces have about two letters to a word.
  const length = words.split(' ').length + (words.match(unspaced)?.length ?? 0) / 2;
  return length <= 6 && found.every(({ signal }) => !markupSignals.includes(signal));
}

/** `says "ignore previous instructions"` talks about the words. */
const withoutQuotations = (text: string) =>
  text.replaceAll(/"[^"\n]{1,80}"|`[^`\n]{1,80}`|“[^”\n]{1,80}”|(?<![\p{L}])'[^'\n]{1,80}'(?![\p{L}])/gu, ' ');

const wordsOf = (text: string) => text.replaceAll(/[^\p{L}\p{M}\d']+/gu, ' ').trim();
