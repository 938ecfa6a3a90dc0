import type { CodeInterpreterSessionSummary } from '@aws-sdk/client-bedrock-agentcore';
import type { SandboxSession, SandboxSessions } from '@dtr/core';
import { asking } from '../outage.ts';
import type { AgentCoreConnector } from './agentcore-connection.ts';

export interface AgentCoreSessionsOptions {
  readonly connect: AgentCoreConnector;
  readonly interpreterId: string;
}

const pageItems = 100;
const callMs = 5_000;

/** The sessions of one code interpreter that are alive, also those that nobody knows any more. */
export function createAgentCoreSessions({ connect, interpreterId }: AgentCoreSessionsOptions): SandboxSessions {
  const codeInterpreterIdentifier = interpreterId;
  const within = () => ({ abortSignal: AbortSignal.timeout(callMs) });
  return {
    async list() {
      const { sdk, client } = await connect();
      const sessions: SandboxSession[] = [];
      let nextToken: string | undefined;
      do {
        const input = { codeInterpreterIdentifier, status: 'READY' as const, maxResults: pageItems, nextToken };
        const command = new sdk.ListCodeInterpreterSessionsCommand(input);
        const page = await asking('sandbox service', () => client.send(command, within()));
        sessions.push(...(page.items ?? []).map(toSession));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return sessions;
    },
    async stop(sessionId) {
      const { sdk, client } = await connect();
      const command = new sdk.StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId });
      try {
        await asking('sandbox service', () => client.send(command, within()));
      } catch (error) {
        if (!(error instanceof sdk.ResourceNotFoundException)) throw error;
      }
    },
  };
}

const toSession = ({ sessionId = '', name = '', createdAt }: CodeInterpreterSessionSummary): SandboxSession => ({
  sessionId,
  name,
  createdAt: (createdAt ?? new Date(0)).toISOString(),
});
