import type { Tool } from '@dtr/contracts';
import { readTools } from '../../corpus/read-corpus.ts';
import { type Scene, shownLanguage, timed } from '../scene.ts';

/** The planner posts every tool of the corpus. Each becomes active only after its examples came out right. */
export async function createTools({ planner, transcript, tally, created }: Scene): Promise<void> {
  const tools = readTools();
  transcript.act(`planner creates ${tools.length} tools`);
  for (const { draft } of tools) {
    const { value, ms } = await timed(() => planner.createTool(draft, { idempotencyKey: `demo-create-${draft.name}` }));
    const { data: tool, status, etag = '' } = value;
    created.set(draft.name, { draft, tool, etag });
    tally.add('created', draft.language, ms);
    if (status !== 201) tally.mismatch(`${draft.name}: created with ${status}, expected 201`);
    transcript.step({ mark: status === 201 ? 'done' : 'wrong', name: draft.name, facts: factsOf(tool), ms });
  }
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
