import { invalid } from './agentcore-error.ts';

const pattern = /^[0-9a-zA-Z]{1,40}$/;

/** The session that a query names. */
export const sessionIdOf = (query: URLSearchParams): string => checkedSessionId(query.get('sessionId') ?? undefined);

export function checkedSessionId(id: string | undefined): string {
  if (id !== undefined && pattern.test(id)) return id;
  throw invalid('sessionId must have 1 to 40 letters and digits.', 'sessionId');
}
