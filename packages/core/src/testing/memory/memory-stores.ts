import type { ValidatorResponse } from '@dtr/contracts';
import type { Clock } from '../../ports/clock.ts';
import type { ExecutionHistory } from '../../ports/execution-history.ts';
import type { ExecutionRecord, ExecutionRepository } from '../../ports/execution-repository.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../ports/idempotency-store.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { VerdictCache, VerdictKey } from '../../ports/verdict-cache.ts';

export function createMemoryVerdictCache(): VerdictCache {
  const verdicts = new Map<string, ValidatorResponse>();
  const keyOf = ({ policyDigest, engineVersion, digest, wordsDigest }: VerdictKey) =>
    [policyDigest, engineVersion, digest, wordsDigest].join('/');
  return {
    find: async (key) => verdicts.get(keyOf(key)),
    async put(key, verdict) {
      verdicts.set(keyOf(key), verdict);
    },
  };
}

/** Its links lead nowhere; they only tell the key and the expiry. */
export function createMemoryOutputStore(clock: Clock): OutputStore {
  const texts = new Map<string, string>();
  return {
    async put(key, json) {
      texts.set(key, json);
    },
    find: async (key) => texts.get(key),
    async link(key, seconds) {
      const expiresAt = new Date(clock.now().getTime() + seconds * 1_000).toISOString();
      return { url: `memory:${key}?expires=${expiresAt}`, expiresAt };
    },
  };
}

export function createMemoryExecutionRepository(): ExecutionRepository & ExecutionHistory {
  const executions = new Map<string, ExecutionRecord>();
  return {
    async findLastStartedAt(toolId) {
      const own = [...executions.values()].filter((record) => record.toolId === toolId);
      return own
        .map(({ startedAt }) => startedAt)
        .sort()
        .at(-1);
    },
    async put(record) {
      executions.set(record.executionId, record);
    },
    find: async (executionId) => executions.get(executionId),
  };
}

export function createMemoryIdempotencyStore(): IdempotencyStore {
  const records = new Map<string, IdempotencyRecord>();
  const keyOf = ({ agent, key }: IdempotencyRecord) => JSON.stringify([agent, key]);
  return {
    async add(record) {
      const found = records.get(keyOf(record));
      if (found !== undefined) return found;
      records.set(keyOf(record), record);
      return 'added';
    },
    async replace(fence, record) {
      if (records.get(keyOf(record))?.fence !== fence) return 'lost';
      records.set(keyOf(record), record);
      return 'replaced';
    },
  };
}
