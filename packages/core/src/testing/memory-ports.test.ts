import {
  createMemoryExecutionRepository,
  createMemoryJobRepository,
  createMemoryPorts,
  createMemorySandboxSessions,
  createMemoryWindowCounter,
  describeAgentRepository,
  describeArtifactLedger,
  describeArtifactStore,
  describeAuditLog,
  describeExecutionHistory,
  describeExecutionRepository,
  describeIdempotencyStore,
  describeJobRepository,
  describeOutboxReader,
  describeOutputStore,
  describePolicyDocumentStore,
  describePolicyRepository,
  describePolicySchema,
  describeSandboxSessions,
  describeToolExecutor,
  describeToolRepository,
  describeToolScan,
  describeToolSchemas,
  describeToolValidator,
  describeVerdictCache,
  describeWindowCounter,
  describeWorkQueue,
  newUlid,
} from './index.ts';

const ports = createMemoryPorts();

describeAgentRepository('memory', async () => ports.agents);
describeToolRepository('memory', async () => ports.tools);
describeArtifactLedger('memory', async () => ports);
describeOutboxReader('memory', async () => ports);
describeArtifactStore('memory', async () => ports.artifacts);
describeVerdictCache('memory', async () => ports.verdicts);
describeOutputStore('memory', async () => ports.outputs);
describeExecutionRepository('memory', async () => ports.executions);
describeIdempotencyStore('memory', async () => ports.idempotency);
describeToolExecutor('scripted', async () => ports.executor);
describeToolValidator('scripted', async () => ports.validator);
describeToolSchemas('simple', async () => ports.schemas);
describeToolScan('memory', async () => ports);
describeExecutionHistory('memory', async () => ports);
describePolicyRepository('memory', async () => ports);
describePolicyDocumentStore('memory', async () => ports.policyDocuments);
describePolicySchema('simple', async () => ports.policySchema);
describeAuditLog('memory', async () => ({
  audit: ports.audit,
  openAnother: () => ports.audit,
  reader: ports.audit,
}));
describeWorkQueue('memory', async () => ({ queue: ports.queue, received: async () => ports.queue.messages }));

const executions = createMemoryExecutionRepository();
const jobs = createMemoryJobRepository(executions);
describeJobRepository('memory', async () => ({ jobs, executions }));
describeWindowCounter('memory', async () => createMemoryWindowCounter());
describeSandboxSessions('memory', async () => {
  const sessions = createMemorySandboxSessions();
  const start = async (name: string) => {
    const sessionId = newUlid();
    sessions.start({ sessionId, name, createdAt: new Date().toISOString() });
    return sessionId;
  };
  return { sessions, start };
});
