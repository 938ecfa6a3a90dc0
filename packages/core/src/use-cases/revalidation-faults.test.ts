import type { RevalidateMessage } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import type { Digest } from '../domain/ids.ts';
import { makeWorkerUseCases } from '../make-use-cases.ts';
import { aToolDraft, newUlid, planner, testSettings } from '../testing/builders.ts';
import { interruptedProcess } from '../testing/campaigns/interruptible-ports.ts';
import { createPolicyWorld, refusing } from '../testing/memory/policy-world.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const evil = aToolDraft({ name: 'evil_one', code: 'evil', visibility: 'shared' });
const good = aToolDraft({ name: 'good_one', code: 'good' });

describe('a re-validation', () => {
  it('decides again when the owner was faster, and never undoes the owner’s change', async () => {
    const world = createPolicyWorld();
    const { toolId } = (await world.createTool(planner, evil)).tool;
    await world.apply(refusing('evil'));
    const { tools } = world.ports;
    let hasRaced = false;
    const racing = {
      ...tools,
      async replace(...given: Parameters<typeof tools.replace>) {
        if (!hasRaced) {
          hasRaced = true;
          await world.updateTool(planner, toolId, '*', { ...good, name: 'evil_one_mended'.slice(5) });
        }
        return tools.replace(...given);
      },
    };
    const { revalidate } = createPolicyWorld({ ...world.ports, tools: racing });

    await revalidate();

    const { tool } = await world.getTool(planner, toolId);
    expect(tool).toMatchObject({ status: 'active', version: 2, code: 'good' });
    const changes = world.ports.audit.events.filter(({ kind }) => kind === 'tool.quarantined');
    expect(changes.map(({ details }) => details.version)).toEqual([1]);
    await expect(world.executeTool(planner, toolId, { input: {}, version: 1 })).rejects.toMatchObject({
      code: 'tool.quarantined',
    });
  });

  it('goes on past a tool that cannot be judged, and names it', async () => {
    const world = createPolicyWorld();
    const broken = (await world.createTool(planner, good)).tool;
    const { toolId } = (await world.createTool(planner, evil)).tool;
    await world.apply(refusing('evil'));
    await world.ports.artifacts.remove(broken.digest as Digest);
    const { revalidate } = createPolicyWorld(world.ports);

    expect(await revalidate()).toMatchObject({ judged: 1, quarantined: 1, failed: [broken.toolId] });

    expect((await world.getTool(planner, toolId)).tool.status).toBe('quarantined');
  });

  it('is to be repeated after an outage', async () => {
    const world = createPolicyWorld();
    await world.createTool(planner, evil);
    await world.apply(refusing('evil'));
    const validator = createScriptedValidator(() => {
      throw new AppError('dependency.unavailable', 'away');
    });

    const cut = createPolicyWorld({ ...world.ports, validator }).revalidate();

    await expect(cut).rejects.toMatchObject({ code: 'dependency.unavailable' });
    expect(await world.revalidate()).toMatchObject({ quarantined: 1 });
  });

  it('comes to the same end wherever a worker was killed, and announces each change once', async () => {
    for (let at = 1; at <= 20; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = createPolicyWorld();
        const { toolId } = (await world.createTool(planner, evil)).tool;
        await world.updateTool(planner, toolId, '*', { ...evil, code: 'evil again' });
        await world.apply(refusing('evil'));
        const process = interruptedProcess(world.ports, { at, moment, how: 'dies' });
        const worker = makeWorkerUseCases(process.ports, testSettings);
        await Promise.race([worker.revalidateTools(world.ports.queue.messages[0] as RevalidateMessage), process.death]);

        await world.revalidate();

        expect((await world.getTool(planner, toolId)).tool.status).toBe('quarantined');
        expect((await world.getToolVersion(planner, toolId, 1)).status).toBe('quarantined');
        const announced = (await world.listOutbox()).filter(({ kind }) => kind === 'tool.quarantined');
        expect(announced).toHaveLength(1);
        expect(world.ports.audit.events.some(({ kind }) => kind === 'tool.quarantined')).toBe(true);
      }
    }
  });

  it('loses no tool to rival workers that go over all of them at once', async () => {
    const { createTool, getTool, apply, revalidate, listOutbox } = createPolicyWorld();
    const toolIds: string[] = [];
    for (let count = 0; count < 8; count += 1)
      toolIds.push(
        (await createTool(planner, aToolDraft({ name: `t_${newUlid()}`, code: `evil ${count}` }))).tool.toolId,
      );
    await apply(refusing('evil'));

    const reports = await Promise.all([revalidate(), revalidate(), revalidate()]);

    expect(reports.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBe(8);
    for (const toolId of toolIds) expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');
    expect((await listOutbox()).filter(({ kind }) => kind === 'tool.quarantined')).toHaveLength(8);
  });
});
