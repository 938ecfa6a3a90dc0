import type { Tool, ToolDraft } from '@dtr/contracts';
import { readTools } from '../../corpus/read-corpus.ts';
import { attempted, type Scene, shownLanguage } from '../scene.ts';

/** The planner posts every tool of the corpus. Each becomes active only after its examples came out right. */
export async function createTools(scene: Scene): Promise<void> {
  const tools = readTools();
  scene.transcript.act(`planner creates ${tools.length} tools`);
  for (const { draft } of tools) await createTool(scene, draft);
}

/** One step of the story, also for what is posted a second time. */
export async function createTool(scene: Scene, draft: ToolDraft): Promise<void> {
  const { planner, transcript, tally, created } = scene;
  const idempotencyKey = `demo-create-${draft.name}`;
  const answered = await attempted(scene, draft.name, () => planner.createTool(draft, { idempotencyKey }));
  if (!answered) return;
  const { data: tool, status, etag = '' } = answered.value;
  created.set(draft.name, { draft, tool, etag });
  tally.add('created', draft.language, answered.ms);
  if (status !== 201) tally.mismatch(`${draft.name}: created with ${status}, expected 201`);
  transcript.step({ mark: status === 201 ? 'done' : 'wrong', name: draft.name, facts: factsOf(tool), ms: answered.ms });
}

function factsOf(tool: Tool): readonly string[] {
  const isInferred = tool.inferred.includes('parameters');
  return [
    shownLanguage[tool.language],
    tool.visibility,
    `${tool.examples.length} examples`,
    isInferred ? 'schema inferred' : 'schema declared',
  ];
}
