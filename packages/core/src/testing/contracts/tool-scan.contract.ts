import type { AgentId } from '../../domain/ids.ts';
import { executionIdOf, type ToolId, toolIdOf } from '../../domain/ids.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { ExecutionHistory } from '../../ports/execution-history.ts';
import type { ExecutionRepository } from '../../ports/execution-repository.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import type { ScannedTool, ToolScan } from '../../ports/tool-scan.ts';
import { anOutboxEntry, aToolRecord, newUlid, planner } from '../builders.ts';
import { eventually } from './eventually.ts';

/** Reads to the end, from any point on. */
async function readAll(scan: ToolScan, limit: number, start?: string): Promise<readonly ScannedTool[]> {
  const all: ScannedTool[] = [];
  let position = start;
  do {
    const page = await scan.scan({ limit, ...(position !== undefined && { position }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    all.push(...page.items);
    position = page.position;
  } while (position !== undefined);
  return all;
}

export function describeToolScan(name: string, open: () => Promise<{ scan: ToolScan; tools: ToolRepository }>) {
  describe(`ToolScan: ${name}`, () => {
    let scan: ToolScan;
    let tools: ToolRepository;
    const made = new Map<ToolId, ToolRecord>();
    const isMade = ({ record }: ScannedTool) => made.has(record.toolId);

    beforeAll(async () => {
      ({ scan, tools } = await open());
      for (let count = 0; count < 7; count += 1) {
        const owner = `000000000000/user/${newUlid()}` as AgentId;
        const record = await aToolRecord({ name: `t_${newUlid()}`, code: `// ${newUlid()}` }, { owner });
        await tools.add(record, anOutboxEntry(record));
        made.set(record.toolId, record);
      }
    });

    it.each([1, 3, 100])('meets every tool of every owner once, in pages of %i', async (limit) => {
      const own = (await readAll(scan, limit)).filter(isMade);

      expect(new Map(own.map(({ record }) => [record.toolId, record]))).toEqual(made);
      expect(own).toHaveLength(made.size);
    });

    it('reads on after any tool', async () => {
      const all = (await readAll(scan, 100)).filter(isMade);

      const rest = (await readAll(scan, 2, all[2]?.position)).filter(isMade);

      expect(rest.map(({ record }) => record.toolId)).toEqual(all.slice(3).map(({ record }) => record.toolId));
    });

    it('shows the latest version and leaves deleted tools out', async () => {
      const [changed, deleted] = [...made.values()] as [ToolRecord, ToolRecord];
      const after = { ...changed, revision: 2, description: 'changed' };
      await tools.replace({ before: changed, after }, anOutboxEntry(after));
      const tombstone: ToolRecord = { ...deleted, revision: 2, status: 'deleted' };
      await tools.replace({ before: deleted, after: tombstone }, anOutboxEntry(tombstone, 'tool.deleted'));

      const own = (await readAll(scan, 100)).filter(isMade).map(({ record }) => record);

      expect(own).toHaveLength(made.size - 1);
      expect(own.find(({ toolId }) => toolId === changed.toolId)).toEqual(after);
      expect(own.some(({ toolId }) => toolId === deleted.toolId)).toBe(false);
    });
  });
}

export function describeExecutionHistory(
  name: string,
  open: () => Promise<{ history: ExecutionHistory; executions: ExecutionRepository }>,
) {
  describe(`ExecutionHistory: ${name}`, () => {
    const executed = (toolId: ToolId, startedAt: string) => ({
      executionId: executionIdOf(newUlid()),
      caller: planner,
      toolId,
      startedAt,
      expiresAt: '2030-01-01T00:00:00.000Z',
      body: { text: '{}' },
    });

    it("finds the start of a tool's last execution, whoever called it", async () => {
      const { history, executions } = await open();
      const [toolId, other] = [toolIdOf(newUlid()), toolIdOf(newUlid())];
      for (const day of [1, 2, 3]) await executions.put(executed(toolId, `2026-01-0${day}T00:00:00.000Z`));
      await executions.put(executed(other, '2026-02-01T00:00:00.000Z'));

      await eventually(async () => expect(await history.findLastStartedAt(toolId)).toBe('2026-01-03T00:00:00.000Z'));
      expect(await history.findLastStartedAt(toolIdOf(newUlid()))).toBeUndefined();
    });
  });
}
