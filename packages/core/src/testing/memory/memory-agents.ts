import { type AgentRecord, type KeyRecord, keyRecordsOf } from '../../domain/agent/agent-record.ts';
import type { AgentRepository } from '../../ports/agent-repository.ts';

export function createMemoryAgentRepository(): AgentRepository {
  const records = new Map<string, AgentRecord>();
  const keys = new Map<string, KeyRecord>();
  return {
    find: async (name) => records.get(name),
    findKey: async (keyId) => keys.get(keyId),
    async list({ after = '', limit }) {
      const later = [...records.values()].filter(({ name }) => name > after);
      return later.sort((left, right) => (left.name < right.name ? -1 : 1)).slice(0, limit);
    },
    async put(record) {
      if ((records.get(record.name)?.revision ?? 0) !== record.revision - 1) return 'stale';
      const ours = keyRecordsOf(record);
      if (ours.some(({ keyId, hash }) => (keys.get(keyId)?.hash ?? hash) !== hash)) return 'key-taken';
      records.set(record.name, record);
      for (const key of ours) keys.set(key.keyId, key);
      return 'written';
    },
  };
}
