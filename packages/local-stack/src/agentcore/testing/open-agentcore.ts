import { join } from 'node:path';
import {
  BedrockAgentCoreClient,
  type BedrockAgentCoreClientConfig,
  type CodeInterpreterResult,
  InvokeCodeInterpreterCommand,
  StartCodeInterpreterSessionCommand,
  StopCodeInterpreterSessionCommand,
  type ToolArguments,
  type ToolName,
} from '@aws-sdk/client-bedrock-agentcore';
import { prepareAssets } from '@dtr/sandbox/build';
import { listen } from '../../sigv4/testing/listen.ts';
import { credentials, findCredentials } from '../../sigv4/testing/test-credentials.ts';
import {
  type AgentCoreServer,
  type AgentCoreServerOptions,
  createAgentCoreServer,
} from '../create-agentcore-server.ts';

/** Where `make build` puts them too. */
export const assetsDir = join(import.meta.dirname, '..', '..', '..', '..', '..', '.build', 'sandbox');
export const codeInterpreterIdentifier = 'aws.codeinterpreter.v1';

// A busy machine takes its time to start processes.
jest.setTimeout(30_000);

export interface OpenAgentCore {
  readonly endpoint: string;
  readonly server: AgentCoreServer;
  readonly client: BedrockAgentCoreClient;
  anotherClient(settings: BedrockAgentCoreClientConfig): BedrockAgentCoreClient;
  start(sessionTimeoutSeconds?: number): Promise<string>;
  stop(sessionId: string): Promise<void>;
  /** Every event of an invocation; rejects as the SDK does. `seen` gets events that come before a rejection. */
  invoke(
    sessionId: string,
    name: ToolName,
    toolArguments: ToolArguments,
    seen?: CodeInterpreterResult[],
  ): Promise<readonly CodeInterpreterResult[]>;
  /** The last event of an execution. */
  execute(sessionId: string, toolArguments: ToolArguments): Promise<CodeInterpreterResult>;
  /** Moves the clocks of server and clients on. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

/** A Code Interpreter of its own for one test file. Its clock runs, and can be moved on. */
export async function openAgentCore(given: Partial<AgentCoreServerOptions> = {}): Promise<OpenAgentCore> {
  await prepareAssets({ directory: assetsDir });
  let aheadMs = 0;
  const server = createAgentCoreServer({
    interpreters: { assetsDir },
    findCredentials,
    quotas: { callsPerSecond: 10_000 },
    now: () => new Date(Date.now() + aheadMs),
    ...given,
  });
  const { endpoint, close } = await listen(server.handle);
  const clients: BedrockAgentCoreClient[] = [];
  const anotherClient = (settings: BedrockAgentCoreClientConfig) => {
    const made = new BedrockAgentCoreClient({
      endpoint,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
      ...settings,
    });
    clients.push(made);
    return made;
  };
  const client = anotherClient({});
  const invoke: OpenAgentCore['invoke'] = async (sessionId, name, toolArguments, seen = []) => {
    const input = { codeInterpreterIdentifier, sessionId, name, arguments: toolArguments };
    const { stream } = await client.send(new InvokeCodeInterpreterCommand(input));
    for await (const { result } of stream ?? []) if (result) seen.push(result);
    return seen;
  };
  return {
    ...{ endpoint, server, client, anotherClient, invoke },
    async start(sessionTimeoutSeconds) {
      const input = { codeInterpreterIdentifier, sessionTimeoutSeconds };
      const { sessionId = '' } = await client.send(new StartCodeInterpreterSessionCommand(input));
      return sessionId;
    },
    async stop(sessionId) {
      await client.send(new StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }));
    },
    async execute(sessionId, toolArguments) {
      const last = (await invoke(sessionId, 'executeCode', toolArguments)).at(-1);
      if (!last) throw new Error('The stream had no result.');
      return last;
    },
    pass(seconds) {
      aheadMs += seconds * 1_000;
      for (const made of clients) made.config.systemClockOffset = aheadMs;
    },
    async close() {
      for (const made of clients) made.destroy();
      await close();
      await server.close();
    },
  };
}
