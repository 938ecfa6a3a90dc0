import type { Answer } from '../http/agent.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What differs between any two answers, whatever they are about. */
const ownOfEachAnswer = new Set(['date', 'x-request-id', 'apigw-requestid', 'ratelimit']);

/**
 * An answer as it must be for absent and forbidden things alike: status, all headers, body; in the body placeholders for the ids of
 * requests and for what the path named.
 */
export function comparable({ status, headers, text }: Answer, named: readonly string[]) {
  const body = named.reduce((blanked, name) => blanked.replaceAll(name, '<name>'), text.replaceAll(uuid, '<uuid>'));
  const kept = Object.entries(headers).filter(([name]) => !ownOfEachAnswer.has(name));
  return { status, headers: kept.map(([name, value]) => `${name}: ${value}`).sort(), body };
}
