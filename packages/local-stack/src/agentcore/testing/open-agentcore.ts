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
  /** An execution that is running when this resolves, and how it ends: what `execute` gives. */
  begin(sessionId: string, toolArguments: ToolArguments): Promise<{ readonly ending: Promise<CodeInterpreterResult> }>;
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
  const read = async (command: InvokeCodeInterpreterCommand, seen: CodeInterpreterResult[] = []) => {
    const { stream } = await client.send(command);
    for await (const { result } of stream ?? []) if (result) seen.push(result);
    return seen;
  };
  return {
    ...{ endpoint, server, client, anotherClient },
    async start(sessionTimeoutSeconds) {
      const input = { codeInterpreterIdentifier, sessionTimeoutSeconds };
      const { sessionId = '' } = await client.send(new StartCodeInterpreterSessionCommand(input));
      return sessionId;
    },
    async stop(sessionId) {
      await client.send(new StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }));
    },
    invoke: (sessionId, name, toolArguments, seen) => read(invocation(sessionId, name, toolArguments), seen),
    execute: (sessionId, toolArguments) => read(invocation(sessionId, 'executeCode', toolArguments)).then(lastOf),
    async begin(sessionId, toolArguments) {
      const command = invocation(sessionId, 'executeCode', toolArguments);
      const begun = whenBegun(command);
      const ending = read(command).then(lastOf);
      await Promise.race([begun, ending]);
      return { ending };
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

const invocation = (sessionId: string, name: ToolName, toolArguments: ToolArguments) =>
  new InvokeCodeInterpreterCommand({ codeInterpreterIdentifier, sessionId, name, arguments: toolArguments });

/** The service sends its headers when an interpreter has the code; the SDK says nothing before the first event. */
function whenBegun({ middlewareStack }: InvokeCodeInterpreterCommand): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watch: Parameters<typeof middlewareStack.add>[0] = (next) => async (request) => {
    const output = await next(request);
    if ((output.response as { statusCode?: number }).statusCode === 200) resolve();
    return output;
  };
  middlewareStack.add(watch, { step: 'deserialize', priority: 'low', name: 'watch' });
  return promise;
}

function lastOf(results: readonly CodeInterpreterResult[]): CodeInterpreterResult {
  const last = results.at(-1);
  if (!last) throw new Error('The stream had no result.');
  return last;
}
