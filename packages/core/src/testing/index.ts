export { anAuditEvent } from './audit-builders.ts';
export {
  anAgentRecord,
  anOutboxEntry,
  aPolicyEntry,
  aPolicyHead,
  aToolDraft,
  aToolRecord,
  newUlid,
  operator,
  planner,
  researcher,
  testPolicy,
  testSettings,
} from './builders.ts';
export { type CampaignSize, campaignSize } from './campaigns/campaign-size.ts';
export { type CampaignWorld, createOffsetClock } from './campaigns/campaign-world.ts';
export { type ChangeReport, killChanges } from './campaigns/killed-changes.ts';
export { type CreationReport, killCreations } from './campaigns/killed-creations.ts';
export { type OvertakenReport, overtakeAttempts } from './campaigns/overtaken-attempts.ts';
export { type RivalReport, raceWriters } from './campaigns/rival-writers.ts';
export { createSeededRandom } from './campaigns/seeded-random.ts';
export { describeAgentRepository } from './contracts/agent-repository.contract.ts';
export { describeArtifactLedger, type LedgerUnderTest } from './contracts/artifact-ledger.contract.ts';
export { describeArtifactStore } from './contracts/artifact-store.contract.ts';
export { type AuditUnderTest, describeAuditLog } from './contracts/audit-log.contract.ts';
export { describeToolExecutor, describeToolSchemas, describeToolValidator } from './contracts/functions.contract.ts';
export { describeIdempotencyStore } from './contracts/idempotency-store.contract.ts';
export { describeJobRepository } from './contracts/job-repository.contract.ts';
export {
  describePolicyDocumentStore,
  describePolicyRepository,
  describePolicySchema,
} from './contracts/policies.contract.ts';
export {
  describeSandboxSessions,
  describeWindowCounter,
  type SessionsUnderTest,
} from './contracts/sandbox-tier.contract.ts';
export {
  describeExecutionRepository,
  describeOutboxReader,
  describeOutputStore,
  describeVerdictCache,
} from './contracts/stores.contract.ts';
export { describeToolRepository } from './contracts/tool-repository.contract.ts';
export { describeExecutionHistory, describeToolScan } from './contracts/tool-scan.contract.ts';
export { describeWorkQueue } from './contracts/trail.contract.ts';
export { aCaller, aJobRecord, anExecutionOf } from './job-builders.ts';
export type { JobsUnderTest } from './job-stages.ts';
export { createMemoryAgentRepository } from './memory/memory-agents.ts';
export { createMemoryArtifactStore } from './memory/memory-artifact-store.ts';
export { createMemoryAuditLog, type MemoryAuditLog } from './memory/memory-audit-log.ts';
export { createMemoryCatalogue, type MemoryCatalogue } from './memory/memory-catalogue.ts';
export { createMemoryJobRepository } from './memory/memory-jobs.ts';
export { createMemoryPolicyDocumentStore } from './memory/memory-policies.ts';
export { createMemoryPorts } from './memory/memory-ports.ts';
export { createMemorySandboxSessions, type MemorySandboxSessions } from './memory/memory-sandbox-sessions.ts';
export {
  createMemoryExecutionRepository,
  createMemoryIdempotencyStore,
  createMemoryOutputStore,
  createMemoryVerdictCache,
} from './memory/memory-stores.ts';
export { createMemoryWorkQueue, type MemoryWorkQueue } from './memory/memory-trail.ts';
export { createMemoryWindowCounter } from './memory/memory-window-counter.ts';
export { createScriptedExecutor, finishedWith, type ScriptedExecutor } from './memory/scripted-executor.ts';
export { aViolation, createScriptedValidator, type ScriptedValidator } from './memory/scripted-validator.ts';
export { createSimplePolicySchema } from './memory/simple-policy-schema.ts';
export { createSimpleToolSchemas } from './memory/simple-tool-schemas.ts';
export { createTestClock, type TestClock } from './memory/test-clock.ts';
