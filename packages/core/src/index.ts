export { type AgentRecord, type KeyGiven, type KeyRecord, keyRecordsOf } from './domain/agent/agent-record.ts';
export { agentRateLimited, type RateLimit } from './domain/agent/rate-limit.ts';
export { AppError, type ErrorDetails, type FieldFault } from './domain/app-error.ts';
export {
  chained,
  digestOfHeads,
  emptyHead,
  type Lane,
  type LaneHead,
  type StoredEvent,
} from './domain/audit/audit-chain.ts';
export { type AuditDetail, type AuditEvent, dayOf, laneCount } from './domain/audit/audit-event.ts';
export type { LaneFault } from './domain/audit/check-lane.ts';
export type { LoggedHeads } from './domain/audit/check-logged.ts';
export { type ExecutionAnswer, executionJson } from './domain/execution/execution-answer.ts';
export { parseSandboxSessionName, sandboxSessionName } from './domain/execution/session-name.ts';
export {
  type AgentId,
  authenticatedAgent,
  type Digest,
  type ExecutionId,
  type JobId,
  jobIdOf,
  type KeyId,
  parseExecutionId,
  parseJobId,
  parseToolId,
  type ToolId,
} from './domain/ids.ts';
export { type JobAnswer, type JobSummary, jobJson } from './domain/job/job-answer.ts';
export { inputKeyOf, isFinal, type JobOrder, type JobRecord } from './domain/job/job-record.ts';
export { canonicalJson } from './domain/json/canonical-json.ts';
export { parseExactJson, toDoubles, withExactNumbers } from './domain/json/exact-json.ts';
export { type ExactNumber, isExactNumber } from './domain/json/exact-number.ts';
export { isSameJson } from './domain/json/json-equality.ts';
export type { KeptText } from './domain/json/kept-text.ts';
export { utf8Bytes } from './domain/json/utf8-bytes.ts';
export { type AppliedPolicy, applyPolicy } from './domain/policy/applied-policy.ts';
export { policyEtagOf } from './domain/policy/policy-etag.ts';
export type { PolicyHead } from './domain/policy/policy-head.ts';
export type { TaggedPolicy } from './domain/policy/policy-view.ts';
export type { PositionedPage } from './domain/positioned-page.ts';
export { createRecentEntries, type RecentEntries } from './domain/recent-entries.ts';
export { sha256Of } from './domain/sha256.ts';
export { type ClaimChanges, claimChanges, claimsOf, type ToolClaim } from './domain/tool/claims.ts';
export { digestOf, type ToolDefinition } from './domain/tool/definition.ts';
export { etagOf, type IfMatch } from './domain/tool/etag.ts';
export type { OutboxEntry, PolicyOutboxEntry, ToolOutboxEntry } from './domain/tool/outbox-entry.ts';
export type { ToolFilter } from './domain/tool/tool-filter.ts';
export type { QuarantinedVersions, ToolMetadata, ToolRecord } from './domain/tool/tool-record.ts';
export { toSummary } from './domain/tool/tool-view.ts';
export { createUlidSource, type UlidSource } from './domain/ulid.ts';
export { type AuthorizerPorts, makeAuthorizerUseCases } from './make-authorizer-use-cases.ts';
export {
  type ExecutingPorts,
  type JudgingPorts,
  makeUseCases,
  makeWorkerUseCases,
  type Ports,
  type UseCaseSettings,
  type UseCases,
  type WorkerPorts,
  type WorkerUseCases,
} from './make-use-cases.ts';
export type { AgentListQuery, AgentRepository } from './ports/agent-repository.ts';
export type { ArtifactLedger, LedgerPeriod } from './ports/artifact-ledger.ts';
export type { ArtifactPage, ArtifactStore, StoredArtifact, SweptArtifactStore } from './ports/artifact-store.ts';
export type { AuditLog } from './ports/audit-log.ts';
export type { AuditReader } from './ports/audit-reader.ts';
export type { Clock } from './ports/clock.ts';
export type { DeadLetters } from './ports/dead-letters.ts';
export type { ExecutionHistory } from './ports/execution-history.ts';
export type { ExecutionRecord, ExecutionRepository } from './ports/execution-repository.ts';
export type { HealthProbe } from './ports/health-probe.ts';
export type { IdempotencyRecord, IdempotencyStore } from './ports/idempotency-store.ts';
export type {
  FencedOutcome,
  JobEnding,
  JobFence,
  JobKey,
  JobListQuery,
  JobRepository,
  JobWait,
} from './ports/job-repository.ts';
export type { KeyReader } from './ports/key-reader.ts';
export type { OutboxReader } from './ports/outbox-reader.ts';
export type { OutputStore } from './ports/output-store.ts';
export type { PolicyDocumentStore } from './ports/policy-document-store.ts';
export type { PolicyRegister, PolicyRepository, PolicyWrite } from './ports/policy-repository.ts';
export type { PolicySchema } from './ports/policy-schema.ts';
export type { ReceivedMessages } from './ports/received-messages.ts';
export type { SandboxSession, SandboxSessions } from './ports/sandbox-sessions.ts';
export type { Sleep } from './ports/sleep.ts';
export type { ExecuteOptions, ExecutorOutcome, FinishedExecution, ToolExecutor } from './ports/tool-executor.ts';
export type {
  ToolChange,
  ToolListing,
  ToolListQuery,
  ToolRepository,
  VersionListQuery,
  WriteOutcome,
} from './ports/tool-repository.ts';
export type { ScannedTool, ToolScan } from './ports/tool-scan.ts';
export type { CompiledSchema, ToolSchemas } from './ports/tool-schemas.ts';
export type { ToolValidator } from './ports/tool-validator.ts';
export type { VerdictCache, VerdictKey } from './ports/verdict-cache.ts';
export type { WindowCounter } from './ports/window-counter.ts';
export type { SendOptions, WorkQueue } from './ports/work-queue.ts';
export type { Admission, AdmitKey, KeyRefusal, KeyRequest, RefusalReason } from './use-cases/admit-key.ts';
export type { CancelJob } from './use-cases/cancel-job.ts';
export type { CheckHealth } from './use-cases/check-health.ts';
export { type Allowance, type CountedRequest, type CountRequest, makeCountRequest } from './use-cases/count-request.ts';
export type { CreateAgent } from './use-cases/create-agent.ts';
export type { CreatedTool, CreateTool } from './use-cases/create-tool.ts';
export type { DeleteTool } from './use-cases/delete-tool.ts';
export type { ExecutedTool, ExecutePreference, ExecuteTool } from './use-cases/execute-tool.ts';
export type { GetAgent } from './use-cases/get-agent.ts';
export type { GetExecution } from './use-cases/get-execution.ts';
export type { GetJob } from './use-cases/get-job.ts';
export type { GetPolicy } from './use-cases/get-policy.ts';
export type { GetTool, TaggedTool } from './use-cases/get-tool.ts';
export type { GetToolVersion } from './use-cases/get-tool-version.ts';
export type { ListAgents } from './use-cases/list-agents.ts';
export type { AuditQuery, ListAudit } from './use-cases/list-audit.ts';
export type { JobQuery, ListJobs } from './use-cases/list-jobs.ts';
export type { ListOutbox } from './use-cases/list-outbox.ts';
export type { ListPolicies } from './use-cases/list-policies.ts';
export type { ListToolVersions, PageQuery } from './use-cases/list-tool-versions.ts';
export type { ListTools, ToolQuery } from './use-cases/list-tools.ts';
export type { AppliedChange, PolicyPrecondition, PutPolicy } from './use-cases/put-policy.ts';
export type { AuditHeads, ReadAuditHeads } from './use-cases/read-audit-heads.ts';
export type { RevalidateTools, RevalidationReport } from './use-cases/revalidate-tools.ts';
export type { RevokeAgent } from './use-cases/revoke-agent.ts';
export type { RotateAgent } from './use-cases/rotate-agent.ts';
export type { JobDelivery, JobReport, RunJob } from './use-cases/run-job.ts';
export type { SimulatePolicy, SimulationPage, SimulationQuery } from './use-cases/simulate-policy.ts';
export { makeTakeTurn, type TakeTurn } from './use-cases/steps/take-turn.ts';
export { createTieredExecutor, type Tiers } from './use-cases/steps/tiered-executor.ts';
export type { Sweep, SweptParts } from './use-cases/sweep.ts';
export type { SweepArtifacts, SweepReport } from './use-cases/sweep-artifacts.ts';
export type { UpdateTool } from './use-cases/update-tool.ts';
export type { ValidateTool } from './use-cases/validate-tool.ts';
export { type AuditVerification, makeVerifyAudit, type VerifyAudit } from './use-cases/verify-audit.ts';
export type {
  Attempt,
  KeyedAnswer,
  KeyedRequest,
  StoredAnswer,
  WithIdempotency,
} from './use-cases/with-idempotency.ts';
