import {
  createMemoryPorts,
  describeArtifactLedger,
  describeArtifactStore,
  describeExecutionRepository,
  describeIdempotencyStore,
  describeOutboxReader,
  describeOutputStore,
  describeToolExecutor,
  describeToolRepository,
  describeToolSchemas,
  describeToolValidator,
  describeVerdictCache,
} from './index.ts';

const ports = createMemoryPorts();

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
