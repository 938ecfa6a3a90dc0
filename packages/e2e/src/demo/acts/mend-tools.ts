import { readHostileTools } from '../../corpus/read-corpus.ts';
import { type Scene, shownLanguage, timed } from '../scene.ts';

/** One turn after the lesson the same tools are fine. */
export async function mendTools({ planner, transcript, tally, created }: Scene): Promise<void> {
  transcript.act('planner mends what can be mended and posts it again');
  for (const { mended } of readHostileTools()) {
    if (!mended) continue;
    const { value, ms } = await timed(() => planner.createTool(mended));
    created.set(mended.name, { draft: mended, tool: value.data, etag: value.etag ?? '' });
    tally.add('created', mended.language, ms);
    if (value.status !== 201) tally.mismatch(`${mended.name}: mended, but answered ${value.status}`);
    const facts = [shownLanguage[mended.language], value.data.visibility, `${value.data.examples.length} examples`];
    transcript.step({ mark: value.status === 201 ? 'done' : 'wrong', name: mended.name, facts, ms });
  }
}
