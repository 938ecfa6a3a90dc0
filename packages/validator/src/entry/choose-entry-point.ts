import type { Finding, RuleMeta } from '../analysis/rule.ts';
import { entryAmbiguous, entryNotFound } from './entry-rules.ts';
import type { Candidate } from './signature.ts';

const top = { start: 0, end: 0 };

/** A broken rule about the entry point. */
export interface EntryFinding extends Finding {
  readonly rule: RuleMeta;
}

export type EntryChoice = { readonly name: string } | { readonly finding: EntryFinding };

/** What the request says about the function to call. */
export interface EntryWish {
  readonly entryPoint?: string | undefined;
  /** The name of the tool. */
  readonly toolName?: string | undefined;
}

/**
 * The function to call: the one that is named, or `handler`, or the only public one, or among several the one with the
 * name of the tool, or the only one that no other code uses.
 */
export function chooseEntryPoint(candidates: readonly Candidate[], wish: EntryWish): EntryChoice {
  const { entryPoint: wanted } = wish;
  const known = new Set(candidates.map(({ name }) => name));
  if (wanted !== undefined)
    return known.has(wanted)
      ? { name: wanted }
      : { finding: notFound(candidates, `There is no function ${wanted} at the top level.`) };
  if (known.has('handler')) return { name: 'handler' };
  const open = candidates.filter(({ isPublic }) => isPublic);
  if (open.length === 0) return { finding: notFound(candidates, 'The code has no public function at the top level.') };
  return choiceAmong(open, wish.toolName) ?? { finding: ambiguous(open) };
}

function choiceAmong(open: readonly Candidate[], toolName: string | undefined): EntryChoice | undefined {
  const unused = open.filter(({ isUsed }) => !isUsed);
  const namesakes = open.filter(({ name }) => toolName !== undefined && plain(name) === plain(toolName));
  const apart = unused.filter(({ isHandedOn }) => !isHandedOn);
  return [open, namesakes, apart, unused].map(onlyName).find((choice) => choice !== undefined);
}

function onlyName(candidates: readonly Candidate[]): EntryChoice | undefined {
  const [only, ...others] = new Set(candidates.map(({ name }) => name));
  return only !== undefined && others.length === 0 ? { name: only } : undefined;
}

/** `countWords`, `count_words` and `count-words` are one name. */
const plain = (name: string) => name.replaceAll(/[_-]/g, '').toLowerCase();

function ambiguous(open: readonly Candidate[]): EntryFinding {
  const names = [...new Set(open.map(({ name }) => name))];
  const message = `The code has ${names.length} public functions (${names.join(', ')}); it does not say which one to call.`;
  return { rule: entryAmbiguous, span: open[0]?.span ?? top, message };
}

function notFound(candidates: readonly Candidate[], message: string): EntryFinding {
  const names = [...new Set(candidates.map(({ name }) => name))].slice(0, 20);
  const finding = { rule: entryNotFound, span: top, message };
  return names.length === 0 ? finding : { ...finding, suggestion: `Functions at the top level: ${names.join(', ')}.` };
}
