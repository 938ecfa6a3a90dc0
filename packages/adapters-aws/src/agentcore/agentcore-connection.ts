import type { BedrockAgentCoreClient, BedrockAgentCoreClientConfig } from '@aws-sdk/client-bedrock-agentcore';
import { lazily } from '../lazy.ts';

type AgentCoreSdk = typeof import('@aws-sdk/client-bedrock-agentcore');

/** The SDK's module with a client of it. */
export interface AgentCoreConnection {
  readonly sdk: AgentCoreSdk;
  readonly client: BedrockAgentCoreClient;
}

export type AgentCoreConnector = () => Promise<AgentCoreConnection>;

/** A Code Interpreter request in milliseconds: 15 minutes; AWS quota page, checked 2026-09. Each call has a shorter limit of its own. */
const longestRequestMs = 900_000;

/**
 * As many as there are executions: with the SDK's 50, a stop waits for the end of the very executions that it is to stop, and those
 * that wait for what it would free wait for ever.
 */
const agent = { maxSockets: Number.POSITIVE_INFINITY };

/**
 * Loads the SDK at the first use; what is not given comes from where the SDK looks for it. The client never repeats a call: an invocation has no
 * token that would make that safe.
 */
export function createAgentCoreConnector(given: BedrockAgentCoreClientConfig = {}): AgentCoreConnector {
  return lazily(async () => {
    const sdk = await import('@aws-sdk/client-bedrock-agentcore');
    const client = new sdk.BedrockAgentCoreClient({
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: 2_000,
        requestTimeout: longestRequestMs,
        throwOnRequestTimeout: true,
        httpAgent: agent,
        httpsAgent: agent,
      },
      ...given,
    });
    return { sdk, client };
  });
}
