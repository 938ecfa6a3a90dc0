import {
  type AgentCoreConnection,
  createAgentCoreConnector,
  createAgentCoreExecutor,
  createAgentCoreSessions,
  systemClock,
} from '@dtr/adapters-aws';
import type { ExecutorRequest } from '@dtr/contracts';
import { type ExecuteOptions, type ExecutorOutcome, parseSandboxSessionName, type SandboxSessions } from '@dtr/core';
import { newUlid } from '@dtr/core/testing';
import { credentials } from '../../sigv4/testing/test-credentials.ts';
import type { AgentCoreServerOptions } from '../create-agentcore-server.ts';
import { codeInterpreterIdentifier, type OpenAgentCore, openAgentCore } from '../testing/open-agentcore.ts';

/** The `microvm` tier of the product over the wire: its own executor and sweep, and the emulator as the service. */
export interface OpenMicrovm {
  readonly service: OpenAgentCore;
  /** The client that the executor uses. */
  readonly client: AgentCoreConnection['client'];
  readonly sessions: SandboxSessions;
  execute(request: Partial<ExecutorRequest>, options?: Partial<ExecuteOptions>): Promise<ExecutorOutcome>;
  /** As the worker's: stops what its own name says is over. Answers how many sessions are left. */
  sweepAfter(seconds: number): Promise<number>;
  close(): Promise<void>;
}

export const requestDefaults: Omit<ExecutorRequest, 'executionId'> = {
  language: 'python',
  code: 'def handler(input):\n    return input',
  entryPoint: 'handler',
  calling: 'object',
  parameterNames: ['input'],
  inputJson: '{}',
  limits: { timeoutMs: 10_000, memoryMb: 128, outputBytes: 16 * 1_024 * 1_024, logBytes: 16_384 },
};

export async function openMicrovm(given: Partial<AgentCoreServerOptions> = {}): Promise<OpenMicrovm> {
  const service = await openAgentCore(given);
  const connect = createAgentCoreConnector({ endpoint: service.endpoint, region: 'us-east-1', credentials });
  const { client } = await connect();
  const where = { connect, interpreterId: codeInterpreterIdentifier };
  const executor = createAgentCoreExecutor({ ...where, clock: systemClock });
  const sessions = createAgentCoreSessions(where);
  return {
    ...{ service, client, sessions },
    execute: (request, options = {}) =>
      executor.execute(
        { ...requestDefaults, executionId: `exec-${newUlid()}`, ...request },
        { tier: 'microvm', ...options },
      ),
    async sweepAfter(seconds) {
      const nowSeconds = Date.now() / 1_000 + seconds;
      for (const { sessionId, name } of await sessions.list()) {
        const own = parseSandboxSessionName(name);
        if (own && own.endsAtEpochSeconds <= nowSeconds) await sessions.stop(sessionId);
      }
      return (await sessions.list()).length;
    },
    async close() {
      client.destroy();
      await service.close();
    },
  };
}
