import type { ToolRecord } from './tool-record.ts';

/** Strong entity tag of a tool: changes at every write, of the definition or of anything around it. */
export function etagOf({ revision }: Pick<ToolRecord, 'revision'>): string {
  return `"r${revision}"`;
}

/** `If-Match`, read: any state, or one of these strong tags with their quotes. Weak tags never match and are left out. */
export type IfMatch = '*' | readonly string[];

export function isMatch(ifMatch: IfMatch, record: Pick<ToolRecord, 'revision'>): boolean {
  return ifMatch === '*' || ifMatch.includes(etagOf(record));
}
