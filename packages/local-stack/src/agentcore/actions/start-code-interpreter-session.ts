import type { Action, JsonObject } from '../agentcore-call.ts';
import { invalid } from '../agentcore-error.ts';
import { optionalInteger, optionalText } from '../read-input.ts';
import { instant } from '../sessions/session.ts';

/** Seconds; API reference of AgentCore, checked 2026-11. The least that AWS advises is 60. */
const defaultTimeoutSeconds = 900;
const timeoutRange = [1, 28_800] as const;

export const startCodeInterpreterSession: Action = ({ input, interpreterId, sessions }) => {
  for (const name of ['certificates', 'filesystemConfigurations']) refuseMounts(input, name);
  const session = sessions.start({
    interpreterId,
    name: nameOf(input),
    timeoutSeconds: optionalInteger(input, 'sessionTimeoutSeconds', timeoutRange) ?? defaultTimeoutSeconds,
    clientToken: clientTokenOf(input),
  });
  const createdAt = instant(session.createdAtMs);
  return { body: { codeInterpreterIdentifier: interpreterId, sessionId: session.id, createdAt } };
};

function nameOf(input: JsonObject): string | undefined {
  const name = optionalText(input, 'name');
  if (name !== undefined && (name === '' || name.length > 100))
    throw invalid('name must have 1 to 100 characters.', 'name');
  return name;
}

function clientTokenOf(input: JsonObject): string | undefined {
  const token = optionalText(input, 'clientToken');
  if (
    token === undefined ||
    (token.length >= 33 && token.length <= 256 && /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(token))
  ) {
    return token;
  }
  throw invalid('clientToken must have 33 to 256 letters, digits and inner hyphens.', 'clientToken');
}

function refuseMounts(input: JsonObject, name: string): void {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || value.length > 0) throw invalid(`${name} is not offered here.`, name);
}
