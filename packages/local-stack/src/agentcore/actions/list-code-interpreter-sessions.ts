import type { Action } from '../agentcore-call.ts';
import { invalid } from '../agentcore-error.ts';
import { oneOf, optionalInteger, optionalText } from '../read-input.ts';
import { instant, type Session } from '../sessions/session.ts';

const defaultResults = 10;

/** Sessions of one code interpreter, newest first, terminated ones among them. The token is the last id given out. */
export const listCodeInterpreterSessions: Action = ({ input, interpreterId, sessions }) => {
  const status = oneOf(input, 'status', ['READY', 'TERMINATED']);
  const most = optionalInteger(input, 'maxResults', [1, 100]) ?? defaultResults;
  const all = sessions.list(interpreterId);
  const matching = all.slice(startOf(all, optionalText(input, 'nextToken'))).filter((session) => {
    return status === undefined || session.status === status;
  });
  const page = matching.slice(0, most);
  const nextToken = matching.length > most ? Buffer.from(page.at(-1)?.id ?? '').toString('base64url') : undefined;
  return { body: { items: page.map(summaryOf), nextToken } };
};

function startOf(all: readonly Session[], nextToken: string | undefined): number {
  if (nextToken === undefined) return 0;
  const last = Buffer.from(nextToken, 'base64url').toString();
  const index = all.findIndex(({ id }) => id === last);
  if (index < 0) throw invalid('nextToken is not one that was given out.', 'nextToken');
  return index + 1;
}

function summaryOf({ id, interpreterId, name, status, createdAtMs, lastUpdatedAtMs }: Session) {
  const [createdAt, lastUpdatedAt] = [instant(createdAtMs), instant(lastUpdatedAtMs)];
  return { codeInterpreterIdentifier: interpreterId, sessionId: id, name, status, createdAt, lastUpdatedAt };
}
