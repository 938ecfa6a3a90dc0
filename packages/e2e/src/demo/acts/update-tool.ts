import { ProblemError } from '@dtr/client';
import { createdTool, refusalOf, type Scene, timed } from '../scene.ts';

const name = 'word_frequency';

/** A new version needs the ETag of the one it is based on; who comes too late is told so and loses nothing. */
export async function updateTool({ planner, transcript, tally, ...scene }: Scene): Promise<void> {
  const { draft, tool, etag } = createdTool({ planner, transcript, tally, ...scene }, name);
  transcript.act(`planner improves ${name}, under If-Match`);
  const better = { ...draft, code: draft.code.replace("'’-", "'’\\u2010-"), title: 'Word frequency' };

  const { value, ms } = await timed(() => planner.updateTool(tool.toolId, etag, better));
  const isSecond = value.data.version === 2 && value.data.digest !== tool.digest;
  if (!isSecond) tally.mismatch(`${name}: version ${value.data.version} after an update, expected 2`);
  transcript.step({
    mark: isSecond ? 'done' : 'wrong',
    name: `PUT with ${shortened(etag)}`,
    facts: [`version ${value.data.version}`],
    ms,
  });

  const late = await timed(() =>
    refusalOf(() => planner.updateTool(tool.toolId, etag, { ...draft, title: 'Too late' })),
  );
  const isRefused = late.value instanceof ProblemError && late.value.status === 412;
  if (!isRefused) tally.mismatch(`${name}: a stale If-Match was answered with ${late.value}`);
  transcript.step({
    mark: isRefused ? 'refused' : 'wrong',
    name: 'PUT with the same again',
    facts: ['412', codeOf(late.value)],
    ms: late.ms,
  });

  const { data: history } = await planner.listVersions(tool.toolId);
  const versions = history.items.map(({ version }) => version);
  if (versions.join() !== '2,1') tally.mismatch(`${name}: history is ${versions.join(', ')}, expected 2, 1`);
  transcript.note(
    `history: ${history.items.map(({ version, digest }) => `v${version} ${digest.slice(0, 19)}`).join(', ')}`,
  );
}

const shortened = (etag: string) => (etag.length > 14 ? `${etag.slice(0, 12)}…"` : etag);
const codeOf = (error: unknown) => (error instanceof ProblemError ? (error.code ?? '') : String(error));
