import type { ToolRegistration } from '@dtr/contracts';
import { createUlidSource } from './domain/ulid.ts';
import type { AgentRepository } from './ports/agent-repository.ts';
import type { ArtifactLedger } from './ports/artifact-ledger.ts';
import type { ArtifactStore, SweptArtifactStore } from './ports/artifact-store.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { AuditReader } from './ports/audit-reader.ts';
import type { Clock } from './ports/clock.ts';
import type { DeadLetters } from './ports/dead-letters.ts';
import type { ExecutionHistory } from './ports/execution-history.ts';
import type { ExecutionRepository } from './ports/execution-repository.ts';
import type { HealthProbe } from './ports/health-probe.ts';
import type { IdempotencyStore } from './ports/idempotency-store.ts';
import type { JobRepository } from './ports/job-repository.ts';
import type { OutboxReader } from './ports/outbox-reader.ts';
import type { OutputStore } from './ports/output-store.ts';
import type { PolicyDocumentStore } from './ports/policy-document-store.ts';
import type { PolicyRepository } from './ports/policy-repository.ts';
import type { PolicySchema } from './ports/policy-schema.ts';
import type { SandboxSessions } from './ports/sandbox-sessions.ts';
import type { Sleep } from './ports/sleep.ts';
import type { ToolExecutor } from './ports/tool-executor.ts';
import type { ToolRepository } from './ports/tool-repository.ts';
import type { ToolScan } from './ports/tool-scan.ts';
import type { ToolSchemas } from './ports/tool-schemas.ts';
import type { ToolValidator } from './ports/tool-validator.ts';
import type { VerdictCache } from './ports/verdict-cache.ts';
import type { WindowCounter } from './ports/window-counter.ts';
import type { WorkQueue } from './ports/work-queue.ts';
import { makeCancelJob } from './use-cases/cancel-job.ts';
import { makeCheckHealth } from './use-cases/check-health.ts';
import { makeCountRequest } from './use-cases/count-request.ts';
import { makeCreateAgent } from './use-cases/create-agent.ts';
import { makeCreateTool } from './use-cases/create-tool.ts';
import { makeDeleteTool } from './use-cases/delete-tool.ts';
import { makeExecuteTool } from './use-cases/execute-tool.ts';
import { makeGetAgent } from './use-cases/get-agent.ts';
import { makeGetExecution } from './use-cases/get-execution.ts';
import { makeGetJob } from './use-cases/get-job.ts';
import { makeGetPolicy } from './use-cases/get-policy.ts';
import { makeGetTool } from './use-cases/get-tool.ts';
import { makeGetToolVersion } from './use-cases/get-tool-version.ts';
import { makeListAgents } from './use-cases/list-agents.ts';
import { makeListAudit } from './use-cases/list-audit.ts';
import { makeListJobs } from './use-cases/list-jobs.ts';
import { makeListOutbox } from './use-cases/list-outbox.ts';
import { makeListPolicies } from './use-cases/list-policies.ts';
import { makeListToolVersions } from './use-cases/list-tool-versions.ts';
import { makeListTools } from './use-cases/list-tools.ts';
import { makePutPolicy } from './use-cases/put-policy.ts';
import { makeReadAuditHeads } from './use-cases/read-audit-heads.ts';
import { makeRevalidateTools } from './use-cases/revalidate-tools.ts';
import { makeRevokeAgent } from './use-cases/revoke-agent.ts';
import { makeRotateAgent } from './use-cases/rotate-agent.ts';
import { makeRunJob } from './use-cases/run-job.ts';
import { makeSimulatePolicy } from './use-cases/simulate-policy.ts';
import { makeGiveVerdict } from './use-cases/steps/give-verdict.ts';
import { makeJudge } from './use-cases/steps/judge.ts';
import { makePoliciesInForce } from './use-cases/steps/policies-in-force.ts';
import { makeRequireOperator } from './use-cases/steps/policy-acts.ts';
import { makeReadDefinition } from './use-cases/steps/read-definition.ts';
import { makeRevalidateTool } from './use-cases/steps/revalidate-tool.ts';
import { makeTakeTurn } from './use-cases/steps/take-turn.ts';
import { makeLeaveTrail } from './use-cases/steps/trail.ts';
import { makeSweep } from './use-cases/sweep.ts';
import { makeSweepArtifacts } from './use-cases/sweep-artifacts.ts';
import { makeUpdateTool } from './use-cases/update-tool.ts';
import { makeValidateTool } from './use-cases/validate-tool.ts';
import { makeWithIdempotency } from './use-cases/with-idempotency.ts';

/** What it takes to judge tools and to act on it. */
export interface JudgingPorts {
  readonly clock: Clock;
  readonly tools: ToolRepository;
  readonly scan: ToolScan;
  readonly artifacts: ArtifactStore;
  readonly policies: PolicyRepository;
  readonly policyDocuments: PolicyDocumentStore;
  readonly policySchema: PolicySchema;
  readonly validator: ToolValidator;
  readonly verdicts: VerdictCache;
  readonly audit: AuditLog;
}

/** What it takes to execute tools. */
export interface ExecutingPorts extends JudgingPorts {
  readonly jobs: JobRepository;
  readonly windows: WindowCounter;
  readonly outputs: OutputStore;
  readonly queue: WorkQueue;
  readonly executor: ToolExecutor;
  readonly schemas: ToolSchemas;
  readonly sleep: Sleep;
}

/** All that the `worker` function needs. */
export interface WorkerPorts extends ExecutingPorts {
  readonly artifacts: SweptArtifactStore;
  readonly ledger: ArtifactLedger;
  readonly outbox: OutboxReader;
  /** Absent in a deployment without the `microvm` tier. */
  readonly sessions?: SandboxSessions | undefined;
  readonly deadLetters: DeadLetters;
  readonly auditReader: AuditReader;
}

/** All that answering requests needs. */
export interface Ports extends ExecutingPorts {
  readonly agents: AgentRepository;
  readonly ledger: ArtifactLedger;
  readonly executions: ExecutionRepository;
  readonly history: ExecutionHistory;
  readonly idempotency: IdempotencyStore;
  readonly outbox: OutboxReader;
  readonly auditReader: AuditReader;
  readonly probes: readonly HealthProbe[];
}

export interface UseCaseSettings {
  /** Of the validator; part of the key of every verdict. */
  readonly engineVersion: string;
  /** Agents that may change policies and give keys to agents. */
  readonly operators: readonly string[];
  /** Of the service, for `GET /health`. */
  readonly version: string;
  /** Whether there is a gateway at which tools are to be registered. */
  readonly hasGateway: boolean;
}

export type UseCases = ReturnType<typeof makeUseCases>;

/** All that the system can do, bound to its ports. Calls share one memory of definitions, policies and verdicts, and one source of ids. */
export function makeUseCases(ports: Ports, { engineVersion, operators, version, hasGateway }: UseCaseSettings) {
  const registration: ToolRegistration = { state: hasGateway ? 'pending' : 'disabled' };
  const deps = {
    ...ports,
    ...executingSteps(ports, engineVersion),
    engineVersion,
    version,
    registration,
    requireOperator: makeRequireOperator(operators),
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
    getJob: makeGetJob(deps),
    listJobs: makeListJobs(deps),
    cancelJob: makeCancelJob(deps),
    withIdempotency: makeWithIdempotency(deps),
    listPolicies: makeListPolicies(deps),
    getPolicy: makeGetPolicy(deps),
    putPolicy: makePutPolicy(deps),
    simulatePolicy: makeSimulatePolicy(deps),
    createAgent: makeCreateAgent(deps),
    listAgents: makeListAgents(deps),
    getAgent: makeGetAgent(deps),
    rotateAgent: makeRotateAgent(deps),
    revokeAgent: makeRevokeAgent(deps),
    listAudit: makeListAudit(deps),
    requireOperator: deps.requireOperator,
    countRequest: makeCountRequest(deps),
    checkHealth: makeCheckHealth(deps),
    listOutbox: makeListOutbox(deps),
  };
}

export type WorkerUseCases = ReturnType<typeof makeWorkerUseCases>;

/** What follows from the queue's messages and from time going by, bound to its ports. */
export function makeWorkerUseCases(
  ports: WorkerPorts,
  { engineVersion, hasGateway }: Pick<UseCaseSettings, 'engineVersion' | 'hasGateway'>,
) {
  const deps = { ...ports, ...executingSteps(ports, engineVersion), hasGateway };
  return {
    revalidateTools: makeRevalidateTools(deps),
    runJob: makeRunJob(deps),
    sweep: makeSweep(deps),
    readAuditHeads: makeReadAuditHeads(deps),
    sweepArtifacts: makeSweepArtifacts(ports),
  };
}

/** Those, and the memory of the rate of sandbox calls. */
function executingSteps(ports: ExecutingPorts, engineVersion: string) {
  return { ...judgingSteps(ports, engineVersion), takeTurn: makeTakeTurn(ports) };
}

/** The steps that several use cases share, each with one memory. */
function judgingSteps(ports: JudgingPorts, engineVersion: string) {
  const newUlid = createUlidSource(ports.clock);
  const leaveTrail = makeLeaveTrail({ ...ports, newUlid });
  const policiesInForce = makePoliciesInForce({ ...ports, leaveTrail, engineVersion });
  const judge = makeJudge(ports);
  const readDefinition = makeReadDefinition(ports);
  const deps = { ...ports, newUlid, leaveTrail, policiesInForce, judge, readDefinition };
  return { ...deps, giveVerdict: makeGiveVerdict(deps), revalidateTool: makeRevalidateTool(deps) };
}
