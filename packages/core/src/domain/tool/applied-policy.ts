import type { PolicyDocument } from '@dtr/contracts';
import type { Digest } from '../ids.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { sha256Of } from '../sha256.ts';

/** The policy in force and the engine that applies it; both are part of a verdict's key. */
export interface AppliedPolicy {
  readonly document: PolicyDocument;
  readonly digest: Digest;
  readonly engineVersion: string;
}

export function applyPolicy(document: PolicyDocument, engineVersion: string): AppliedPolicy {
  return { document, digest: sha256Of(canonicalJson(document)), engineVersion };
}
