import type { AuditKind } from '@dtr/contracts';
import { makeUseCases, type Ports } from '../make-use-cases.ts';
import { aToolDraft, operator, planner, testSettings } from '../testing/builders.ts';
import { type Interruption, interruptedProcess } from '../testing/campaigns/interruptible-ports.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { refusing } from '../testing/memory/policy-world.ts';

type UseCases = ReturnType<typeof makeUseCases>;

/** A world with a tool and a job; what is done in it by a process that ends at a call of its own. */
const setUp = async () => {
  const ports = createMemoryPorts();
  const useCases = makeUseCases(ports, testSettings);
  const { tool } = await useCases.createTool(planner, aToolDraft());
  const preference = { respondAsync: true };
  const submitted = await useCases.executeTool(planner, tool.toolId, { input: {} }, { preference });
  if (submitted.kind === 'result') throw new Error('It was answered at once.');
  const { length } = ports.audit.events;
  const told = (kind: AuditKind) => ports.audit.events.slice(length).some((event) => event.kind === kind);
  return { ports, useCases, toolId: tool.toolId, jobId: submitted.job.jobId, told };
};
type World = Awaited<ReturnType<typeof setUp>>;

/** What is done, whether it took effect, and the event that it must have then. */
interface Deed {
  readonly act: (useCases: UseCases, world: World) => Promise<unknown>;
  readonly tookEffect: (world: World) => Promise<boolean>;
  readonly kind: AuditKind;
}

const seed = '01KDVDNA00FK4CD9RE488PR64C';
const deeds: Readonly<Record<string, Deed>> = {
  'a creation': {
    act: ({ createTool }) => createTool(planner, aToolDraft({ name: 'other', code: 'other' })),
    tookEffect: async ({ ports }) => (await ports.tools.findByName(planner, 'other')) !== undefined,
    kind: 'tool.created',
  },
  'a change': {
    act: ({ updateTool }, { toolId }) => updateTool(planner, toolId, '*', aToolDraft({ tags: ['new'] })),
    tookEffect: async ({ ports, toolId }) => (await ports.tools.find(toolId as never))?.revision === 2,
    kind: 'tool.updated',
  },
  'a deletion': {
    act: ({ deleteTool }, { toolId }) => deleteTool(planner, toolId, '*'),
    tookEffect: async ({ ports, toolId }) => (await ports.tools.find(toolId as never))?.status === 'deleted',
    kind: 'tool.deleted',
  },
  'an execution that is kept': {
    act: ({ executeTool }, { toolId }) =>
      executeTool(planner, toolId, { input: {} }, { attempt: { seed, isRetry: false } }),
    tookEffect: async ({ ports }) => (await ports.executions.find(`exec-${seed}` as never)) !== undefined,
    kind: 'execution',
  },
  'a cancellation': {
    act: ({ cancelJob }, { jobId }) => cancelJob(planner, jobId),
    tookEffect: async ({ ports, jobId }) =>
      (await ports.jobs.find({ caller: planner, jobId: jobId as never }))?.state === 'cancelled',
    kind: 'job.cancelled',
  },
  'a policy': {
    act: ({ putPolicy }) => putPolicy(operator, 'default', refusing('evil'), { ifMatch: '*' }),
    tookEffect: async ({ ports }) => (await ports.policies.read()).revision > 0,
    kind: 'policy.applied',
  },
};

describe('a deed that took effect', () => {
  it.each(Object.entries(deeds))('has its event wherever the process died: %s', async (_name, deed) => {
    const effects = new Set<boolean>();
    for (let at = 1; ; at += 1) {
      const reached: boolean[] = [];
      for (const moment of ['before', 'after'] as const) {
        const world = await setUp();
        const interrupted = interruptedProcess<Ports>(world.ports, { at, moment, how: 'dies' } satisfies Interruption);
        const acting = deed.act(makeUseCases(interrupted.ports, testSettings), world);
        await Promise.race([acting, interrupted.death]);
        const tookEffect = await deed.tookEffect(world);
        effects.add(tookEffect);
        if (tookEffect) expect(world.told(deed.kind)).toBe(true);
        reached.push(interrupted.calls() >= at);
      }
      if (reached.includes(false)) break;
    }

    expect(effects).toEqual(new Set([false, true]));
  });
});
