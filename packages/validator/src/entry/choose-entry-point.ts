import type { Finding, RuleMeta } from '../analysis/rule.ts';
import { entryAmbiguous, entryNotFound } from './entry-rules.ts';
import type { Candidate } from './signature.ts';

const top = { start: 0, end: 0 };

/** A broken rule about the entry point. */
export interface EntryFinding extends Finding {
  readonly rule: RuleMeta;
}

export type EntryChoice = { readonly name: string } | { readonly finding: EntryFinding };

/** The function to call: the one that is named, or `handler`, or the only public one. */
export function chooseEntryPoint(candidates: readonly Candidate[], wanted: string | undefined): EntryChoice {
  const known = new Set(candidates.map(({ name }) => name));
  if (wanted !== undefined)
    return known.has(wanted)
      ? { name: wanted }
      : { finding: notFound(candidates, `There is no function ${wanted} at the top level.`) };
  if (known.has('handler')) return { name: 'handler' };
  const names = [...new Set(candidates.filter(({ isPublic }) => isPublic).map(({ name }) => name))];
  const [only] = names;
  if (only === undefined) return { finding: notFound(candidates, 'The code has no public function at the top level.') };
  if (names.length === 1) return { name: only };
  const message = `The code has ${names.length} public functions (${names.join(', ')}); it does not say which one to call.`;
  return { finding: { rule: entryAmbiguous, span: candidates[0]?.span ?? top, message } };
}

function notFound(candidates: readonly Candidate[], message: string): EntryFinding {
  const names = [...new Set(candidates.map(({ name }) => name))].slice(0, 20);
  const finding = { rule: entryNotFound, span: top, message };
  return names.length === 0 ? finding : { ...finding, suggestion: `Functions at the top level: ${names.join(', ')}.` };
}
