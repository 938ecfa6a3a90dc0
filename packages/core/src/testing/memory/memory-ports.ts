import type { Ports, WorkerPorts } from '../../make-use-cases.ts';
import { createMemoryAgentRepository } from './memory-agents.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { createMemoryCatalogue } from './memory-catalogue.ts';
import { createMemoryJobRepository } from './memory-jobs.ts';
import { createMemoryPolicyDocumentStore } from './memory-policies.ts';
import { createMemorySandboxSessions } from './memory-sandbox-sessions.ts';
import {
  createMemoryExecutionRepository,
  createMemoryIdempotencyStore,
  createMemoryOutputStore,
  createMemoryVerdictCache,
} from './memory-stores.ts';
import { createMemoryWorkQueue } from './memory-trail.ts';
import { createMemoryWindowCounter } from './memory-window-counter.ts';
import { createScriptedExecutor } from './scripted-executor.ts';
import { createScriptedValidator } from './scripted-validator.ts';
import { createSimplePolicySchema } from './simple-policy-schema.ts';
import { createSimpleToolSchemas } from './simple-tool-schemas.ts';
import { createTestClock, createTestSleep } from './test-clock.ts';

/** A whole world in memory: every tool is accepted and every execution gives its input back, unless told otherwise. */
export function createMemoryPorts<Given extends Partial<Ports & WorkerPorts>>(given: Given = {} as Given) {
  const clock = given.clock ?? createTestClock();
  const audit = createMemoryAuditLog();
  const executions = createMemoryExecutionRepository();
  return {
    clock,
    ...createMemoryCatalogue(),
    agents: createMemoryAgentRepository(),
    artifacts: createMemoryArtifactStore(clock),
    verdicts: createMemoryVerdictCache(),
    outputs: createMemoryOutputStore(clock),
    executions,
    jobs: createMemoryJobRepository(executions),
    windows: createMemoryWindowCounter(),
    sessions: createMemorySandboxSessions(),
    deadLetters: { count: async () => 0 },
    sleep: createTestSleep(clock),
    history: executions,
    policyDocuments: createMemoryPolicyDocumentStore(),
    policySchema: createSimplePolicySchema(),
    queue: createMemoryWorkQueue(),
    audit,
    auditReader: audit,
    idempotency: createMemoryIdempotencyStore(),
    validator: createScriptedValidator(),
    executor: createScriptedExecutor(),
    schemas: createSimpleToolSchemas(),
    probes: [],
    ...given,
  };
}
