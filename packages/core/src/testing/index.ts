export { anOutboxEntry, aToolDraft, aToolRecord, newUlid, planner, researcher, testSettings } from './builders.ts';
export { createMemoryArtifactStore } from './memory/memory-artifact-store.ts';
export { createMemoryCatalogue, type MemoryCatalogue } from './memory/memory-catalogue.ts';
export { createMemoryPorts } from './memory/memory-ports.ts';
export {
  createMemoryExecutionRepository,
  createMemoryIdempotencyStore,
  createMemoryOutputStore,
  createMemoryVerdictCache,
} from './memory/memory-stores.ts';
export { createScriptedExecutor, finishedWith, type ScriptedExecutor } from './memory/scripted-executor.ts';
export { aViolation, createScriptedValidator, type ScriptedValidator } from './memory/scripted-validator.ts';
export { createSimpleToolSchemas } from './memory/simple-tool-schemas.ts';
export { createTestClock, type TestClock } from './memory/test-clock.ts';
