import fc from 'fast-check';
import { digestOf } from '../domain/tool/definition.ts';
import { makeUseCases, type Ports } from '../make-use-cases.ts';
import { aToolDraft, planner, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import { makeSweepArtifacts } from './sweep-artifacts.ts';

const twoHoursMs = 7_200_000;
const draft = aToolDraft();
const digest = digestOf(draft);

/** An artifact of a creation that got no further, two hours ago. */
const setUpWithOrphan = async () => {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock });
  const died = { ...ports.tools, add: () => Promise.reject(new Error('died')) };
  await makeUseCases({ ...ports, tools: died }, testSettings)
    .createTool(planner, draft)
    .catch(() => {});
  clock.advance(twoHoursMs);
  return { clock, ports, ...makeUseCases(ports, testSettings), sweepArtifacts: makeSweepArtifacts(ports) };
};

describe('sweepArtifacts', () => {
  it('removes an artifact that nothing refers to', async () => {
    const { sweepArtifacts, ports } = await setUpWithOrphan();
    expect(await ports.artifacts.find(digest)).toBeDefined();

    expect(await sweepArtifacts()).toEqual({ examined: 1, removed: 1 });

    expect(await ports.artifacts.find(digest)).toBeUndefined();
    expect(await sweepArtifacts()).toEqual({ examined: 0, removed: 0 });
  });

  it('leaves young artifacts alone, and the age is a parameter', async () => {
    const { sweepArtifacts } = await setUpWithOrphan();

    expect(await sweepArtifacts({ olderThanMs: twoHoursMs })).toEqual({ examined: 1, removed: 0 });
    expect(await sweepArtifacts({ olderThanMs: twoHoursMs - 1 })).toEqual({ examined: 1, removed: 1 });
  });

  it('keeps whatever a version refers to, also an old one and one of a deleted tool', async () => {
    const { sweepArtifacts, createTool, updateTool, deleteTool, clock } = await setUpWithOrphan();
    const { tool } = await createTool(planner, draft);
    await updateTool(planner, tool.toolId, '*', aToolDraft({ code: 'new' }));
    await deleteTool(planner, tool.toolId, '*');
    clock.advance(twoHoursMs);

    expect(await sweepArtifacts()).toEqual({ examined: 2, removed: 0 });
  });

  it('reads the age again once it may remove: bytes that were put anew meanwhile stay', async () => {
    const { ports } = await setUpWithOrphan();
    const claimRemoval: Ports['ledger']['claimRemoval'] = async (...claim) => {
      await ports.artifacts.remove(digest);
      await ports.artifacts.put(digest, 'anew');
      return ports.ledger.claimRemoval(...claim);
    };
    const sweepArtifacts = makeSweepArtifacts({ ...ports, ledger: { ...ports.ledger, claimRemoval } });

    expect(await sweepArtifacts()).toEqual({ examined: 1, removed: 0 });
    expect(await ports.artifacts.find(digest)).toBe('anew');
  });

  it('never takes the artifact from under a tool that is created meanwhile, in whatever order things happen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 2 }), async (scheduler, sweepers) => {
        const { ports } = await setUpWithOrphan();
        const shuffled = scheduled(ports, scheduler);
        const { createTool } = makeUseCases(shuffled, testSettings);
        const sweepArtifacts = makeSweepArtifacts(shuffled);
        const creation = createTool(planner, draft).then(
          () => 'created',
          (error) => error.code,
        );
        const sweeps = Array.from({ length: sweepers }, () => sweepArtifacts());

        await scheduler.waitFor(Promise.all([creation, ...sweeps]));

        expect(['created', 'tool.conflict']).toContain(await creation);
        const isThere = (await ports.tools.findByDefinition(planner, digest)) !== undefined;
        expect(isThere).toBe((await creation) === 'created');
        if (isThere) expect(await ports.artifacts.find(digest)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

/** Ports whose calls take effect and answer in the order that the scheduler chooses. */
function scheduled<Given extends Ports>(ports: Given, scheduler: fc.Scheduler): Given {
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get:
        (target, name) =>
        async (...given: unknown[]) => {
          await scheduler.schedule(Promise.resolve());
          const answer = await (Reflect.get(target, name) as (...given: unknown[]) => unknown)(...given);
          await scheduler.schedule(Promise.resolve());
          return answer;
        },
    });
  return { ...ports, tools: wrap(ports.tools), artifacts: wrap(ports.artifacts), ledger: wrap(ports.ledger) };
}
