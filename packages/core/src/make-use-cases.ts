import type { ToolRegistration } from '@dtr/contracts';
import type { AppliedPolicy } from './domain/policy/applied-policy.ts';
import { createUlidSource } from './domain/ulid.ts';
import type { ArtifactLedger } from './ports/artifact-ledger.ts';
import type { ArtifactStore } from './ports/artifact-store.ts';
import type { Clock } from './ports/clock.ts';
import type { ExecutionRepository } from './ports/execution-repository.ts';
import type { HealthProbe } from './ports/health-probe.ts';
import type { IdempotencyStore } from './ports/idempotency-store.ts';
import type { OutboxReader } from './ports/outbox-reader.ts';
import type { OutputStore } from './ports/output-store.ts';
import type { ToolExecutor } from './ports/tool-executor.ts';
import type { ToolRepository } from './ports/tool-repository.ts';
import type { ToolSchemas } from './ports/tool-schemas.ts';
import type { ToolValidator } from './ports/tool-validator.ts';
import type { VerdictCache } from './ports/verdict-cache.ts';
import { makeCheckHealth } from './use-cases/check-health.ts';
import { makeCreateTool } from './use-cases/create-tool.ts';
import { makeDeleteTool } from './use-cases/delete-tool.ts';
import { makeExecuteTool } from './use-cases/execute-tool.ts';
import { makeGetExecution } from './use-cases/get-execution.ts';
import { makeGetTool } from './use-cases/get-tool.ts';
import { makeGetToolVersion } from './use-cases/get-tool-version.ts';
import { makeListOutbox } from './use-cases/list-outbox.ts';
import { makeListToolVersions } from './use-cases/list-tool-versions.ts';
import { makeListTools } from './use-cases/list-tools.ts';
import { makeReadDefinition } from './use-cases/steps/read-definition.ts';
import { makeSweepArtifacts } from './use-cases/sweep-artifacts.ts';
import { makeUpdateTool } from './use-cases/update-tool.ts';
import { makeValidateTool } from './use-cases/validate-tool.ts';
import { makeWithIdempotency } from './use-cases/with-idempotency.ts';

/** Everything the core needs from the world. */
export interface Ports {
  readonly clock: Clock;
  readonly tools: ToolRepository;
  readonly artifacts: ArtifactStore;
  readonly ledger: ArtifactLedger;
  readonly verdicts: VerdictCache;
  readonly outputs: OutputStore;
  readonly executions: ExecutionRepository;
  readonly idempotency: IdempotencyStore;
  readonly outbox: OutboxReader;
  readonly validator: ToolValidator;
  readonly executor: ToolExecutor;
  readonly schemas: ToolSchemas;
  readonly probes: readonly HealthProbe[];
}

export interface UseCaseSettings {
  readonly policy: AppliedPolicy;
  /** Of the service, for `GET /health`. */
  readonly version: string;
  /** Whether there is a gateway at which tools are to be registered. */
  readonly hasGateway: boolean;
}

export type UseCases = ReturnType<typeof makeUseCases>;

/** All that the system can do, bound to its ports. Calls share one memory of definitions and one source of ids. */
export function makeUseCases(ports: Ports, { policy, version, hasGateway }: UseCaseSettings) {
  const registration: ToolRegistration = { state: hasGateway ? 'pending' : 'disabled' };
  const deps = {
    ...ports,
    policy,
    version,
    registration,
    newUlid: createUlidSource(ports.clock),
    readDefinition: makeReadDefinition(ports),
  };
  return {
    createTool: makeCreateTool(deps),
    validateTool: makeValidateTool(deps),
    listTools: makeListTools(deps),
    getTool: makeGetTool(deps),
    updateTool: makeUpdateTool(deps),
    deleteTool: makeDeleteTool(deps),
    listToolVersions: makeListToolVersions(deps),
    getToolVersion: makeGetToolVersion(deps),
    executeTool: makeExecuteTool(deps),
    getExecution: makeGetExecution(deps),
    withIdempotency: makeWithIdempotency(deps),
    checkHealth: makeCheckHealth(deps),
    sweepArtifacts: makeSweepArtifacts(deps),
    listOutbox: makeListOutbox(deps),
  };
}
