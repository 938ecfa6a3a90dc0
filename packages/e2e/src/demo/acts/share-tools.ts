import { isDeepStrictEqual } from 'node:util';
import { ProblemError } from '@dtr/client';
import { createdTool, refusalOf, type Scene, timed } from '../scene.ts';

/** Another agent finds what is shared, runs it, need not write it again, and sees nothing of what is private. */
export async function shareTools(scene: Scene): Promise<void> {
  scene.transcript.act('researcher shares in it');
  await reuseByDigest(scene);
  await findAndRun(scene);
  await stayOutside(scene);
}

async function reuseByDigest(scene: Scene): Promise<void> {
  const { draft, tool } = createdTool(scene, 'slugify');
  const posted = { ...draft, name: 'make_slug', description: 'My own words for the same code.' };
  const { value, ms } = await timed(() => scene.researcher.createTool(posted));
  const isReused = value.status === 200 && value.data.reused && value.data.toolId === tool.toolId;
  if (!isReused)
    scene.tally.mismatch(`slugify: posted by another agent it was answered with ${value.status}, not reused`);
  scene.transcript.step({
    mark: isReused ? 'done' : 'wrong',
    name: 'posts the same code',
    facts: ['reused', tool.digest.slice(0, 19)],
    ms,
  });
}

async function findAndRun(scene: Scene): Promise<void> {
  const { draft, tool } = createdTool(scene, 'find_meeting_slots');
  const query = 'meeting time zones';
  const found = await timed(() => scene.researcher.listTools({ q: query, owner: 'shared' }));
  const first = found.value.data.items.find(({ toolId }) => toolId === tool.toolId);
  if (!first) scene.tally.mismatch(`"${query}" did not find ${tool.name}`);
  scene.transcript.step({
    mark: first ? 'done' : 'wrong',
    name: `searches "${query}"`,
    facts: [first?.name ?? 'nothing'],
    ms: found.ms,
  });

  const example = draft.examples?.[0];
  const ran = await timed(() =>
    scene.researcher.execute(tool.toolId, { input: example?.input as Readonly<Record<string, never>> }),
  );
  const isRight = isDeepStrictEqual(ran.value.data.output, example?.output);
  scene.tally.add('executed', tool.language, ran.ms);
  if (!isRight) scene.tally.mismatch(`${tool.name}: ran with ${JSON.stringify(ran.value.data.output)}`);
  const tier = ran.value.data.sandbox;
  scene.transcript.step({
    mark: isRight ? 'done' : 'wrong',
    name: 'runs it',
    facts: [`tier ${tier.tier}`, tier.engine],
    ms: ran.ms,
  });
}

async function stayOutside(scene: Scene): Promise<void> {
  const secret = createdTool(scene, 'readability_score');
  const shared = createdTool(scene, 'slugify');
  const refusals = [
    ['opens a private tool', 404, () => scene.researcher.getTool(secret.tool.toolId)],
    ['runs a private tool', 404, () => scene.researcher.execute(secret.tool.toolId, { input: { text: 'A text.' } })],
    ['changes a shared tool', 403, () => scene.researcher.updateTool(shared.tool.toolId, shared.etag, shared.draft)],
  ] as const;
  for (const [name, status, act] of refusals) {
    const { value: error, ms } = await timed(() => refusalOf(act));
    const isRefused = error instanceof ProblemError && error.status === status;
    if (!isRefused) scene.tally.mismatch(`researcher ${name}: expected ${status}, got ${error}`);
    const facts = error instanceof ProblemError ? [`${error.status}`, error.code ?? ''] : [String(error)];
    scene.transcript.step({ mark: isRefused ? 'refused' : 'wrong', name, facts, ms });
  }
}
