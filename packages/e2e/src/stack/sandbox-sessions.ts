import { BedrockAgentCoreClient, ListCodeInterpreterSessionsCommand } from '@aws-sdk/client-bedrock-agentcore';
import type { Credentials } from '@dtr/client';

/** The sessions of tier `microvm`, as an operator sees them. */
export interface SandboxSessions {
  /** Names of those that have not ended, whoever started them. A name holds the id of its execution. */
  alive(): Promise<readonly string[]>;
  close(): void;
}

/** The service allows 30 looks a second. */
export function openSandboxSessions(
  endpoints: { readonly agentcore?: string },
  credentials: Credentials,
): SandboxSessions {
  const client = new BedrockAgentCoreClient({ endpoint: endpoints.agentcore ?? '', region: 'us-east-1', credentials });
  const ready = { codeInterpreterIdentifier: 'aws.codeinterpreter.v1', status: 'READY', maxResults: 100 } as const;
  return {
    async alive() {
      const names: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await client.send(new ListCodeInterpreterSessionsCommand({ ...ready, nextToken }));
        names.push(...(page.items ?? []).map(({ name = '' }) => name));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return names;
    },
    close: () => client.destroy(),
  };
}
