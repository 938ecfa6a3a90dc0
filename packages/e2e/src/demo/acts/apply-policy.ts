import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ProblemError } from '@dtr/client';
import type { ExecuteRequest, Policy, PolicyDocument, RefusedTool } from '@dtr/contracts';
import { type CreatedTool, createdTool, refusalOf, type Scene, timed } from '../scene.ts';

const name = 'no-time-zones';
const module = 'zoneinfo';
const releaseMs = 20_000;

/** The operator tries a policy on the tools that are there, applies it to the planner, and takes it back. `default` stays as it is. */
export async function applyPolicy(scene: Scene): Promise<void> {
  scene.transcript.act(`operator tries a policy without ${module}, applies it to planner, and takes it back`);
  const tool = createdTool(scene, 'find_meeting_slots');
  const document = await stricterFor(scene, tool.tool.owner);
  await simulate(scene, document);
  const applied = await put(scene, 'applies it', document);
  await showQuarantine(scene, tool);
  await put(scene, 'takes it back', { ...document, agents: [] }, applied.etag);
  await showRelease(scene, tool);
}

/** As `default`, for one agent and without one module. */
async function stricterFor({ operator }: Scene, agent: string): Promise<PolicyDocument> {
  const { document } = (await operator.getPolicy('default')).data;
  const { allowedModules } = document;
  const python = allowedModules.python.filter((allowed) => allowed !== module);
  const description = 'As default, without what depends on the time zones that a machine knows.';
  return { ...document, name, description, agents: [agent], allowedModules: { ...allowedModules, python } };
}

async function simulate({ operator, created, transcript, tally }: Scene, document: PolicyDocument): Promise<void> {
  const { value, ms } = await timed(() => operator.simulatePolicy(name, { document, limit: 100 }));
  const { examined, refused } = value.data;
  const expected = [...created.values()].filter(({ draft }) => new RegExp(`^from ${module}`, 'm').test(draft.code));
  const isRight = namesOf(refused) === namesOf(expected.map(({ tool }) => tool)) && refused.length > 0;
  if (!isRight) tally.mismatch(`${name}: the simulation refuses ${namesOf(refused) || 'nothing'}`);
  const facts = [`${examined} tools`, `${refused.length} refused`];
  transcript.step({ mark: isRight ? 'done' : 'wrong', name: 'simulates it', facts, ms });
  for (const { name: tool, lastExecutedAt, violations } of refused)
    transcript.note(
      `${tool}: ${violations[0]?.rule}, line ${violations[0]?.line}; last executed ${lastExecutedAt ?? 'never'}`,
    );
}

async function put(scene: Scene, step: string, document: PolicyDocument, ifMatch?: string): Promise<Answer<Policy>> {
  const options = ifMatch === undefined ? {} : { ifMatch };
  const { value, ms } = await timed(() => scene.operator.putPolicy(document, options));
  const { version, digest } = value.data;
  scene.transcript.step({ mark: 'done', name: step, facts: [`version ${version}`, digest.slice(0, 19)], ms });
  return value;
}

/** An execution is held to the policy at once, whether or not the background has come by. */
async function showQuarantine({ planner, transcript, tally }: Scene, { draft, tool }: CreatedTool): Promise<void> {
  const { value: error, ms } = await timed(() => refusalOf(() => planner.execute(tool.toolId, exampleOf(draft))));
  const isRefused = error instanceof ProblemError && error.code === 'tool.quarantined';
  if (!isRefused) tally.mismatch(`${tool.name}: expected tool.quarantined, got ${error}`);
  const facts = error instanceof ProblemError ? [`${error.status}`, error.code ?? ''] : [String(error)];
  transcript.step({ mark: isRefused ? 'refused' : 'wrong', name: `runs ${tool.name}`, facts, ms });
}

/** The worker releases what is accepted again. */
async function showRelease({ planner, transcript, tally }: Scene, { draft, tool }: CreatedTool): Promise<void> {
  const { value: isReleased, ms } = await timed(async () => {
    for (const deadline = Date.now() + releaseMs; Date.now() < deadline; await sleep(50))
      if ((await planner.getTool(tool.toolId)).data.status === 'active') return true;
    return false;
  });
  if (!isReleased) return tally.mismatch(`${tool.name}: it is still quarantined after ${releaseMs} ms`);
  transcript.step({ mark: 'done', name: 'the worker releases it', facts: ['active'], ms });
  const ran = await timed(() => planner.execute(tool.toolId, exampleOf(draft)));
  const { status } = ran.value.data;
  tally.add('executed', tool.language, ran.ms);
  if (status !== 'succeeded') tally.mismatch(`${tool.name}: ${status} after its release`);
  const mark = status === 'succeeded' ? 'done' : 'wrong';
  transcript.step({ mark, name: `runs ${tool.name}`, facts: [status], ms: ran.ms });
}

const exampleOf = ({ examples = [] }: CreatedTool['draft']) => ({
  input: examples[0]?.input as ExecuteRequest['input'],
});

const namesOf = (tools: readonly Pick<RefusedTool, 'name'>[]) =>
  tools
    .map((tool) => tool.name)
    .sort()
    .join(', ');
