import type { PolicyDocument } from '@dtr/contracts';
import type { Digest } from '../ids.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { sha256Of } from '../sha256.ts';

/** The policy that judges and the engine that applies it; digest and engine are part of a verdict's key. */
export interface AppliedPolicy {
  readonly document: PolicyDocument;
  readonly digest: Digest;
  readonly version: number;
  readonly engineVersion: string;
}

export function applyPolicy(document: PolicyDocument, engineVersion: string, version = 1): AppliedPolicy {
  return { document, digest: sha256Of(policyText(document)), version, engineVersion };
}

/** The bytes that are stored and digested. */
export function policyText(document: PolicyDocument): string {
  return canonicalJson(document);
}
