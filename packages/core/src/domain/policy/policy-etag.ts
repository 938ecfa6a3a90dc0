import type { IfMatch } from '../tool/etag.ts';
import type { PolicyHead } from './policy-head.ts';

const shownDigits = 12;

/** Strong entity tag of a policy. The digest is in it because version 1 of a built-in one changes with the service. */
export function policyEtagOf({ version, digest }: Pick<PolicyHead, 'version' | 'digest'>): string {
  const start = 'sha256:'.length;
  return `"v${version}-${digest.slice(start, start + shownDigits)}"`;
}

export function isPolicyMatch(ifMatch: IfMatch, head: PolicyHead): boolean {
  return ifMatch === '*' || ifMatch.includes(policyEtagOf(head));
}
