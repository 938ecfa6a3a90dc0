import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult } from '@dtr/contracts';
import { median } from '../../report/statistics.ts';
import { type CreatedTool, type Scene, shownLanguage, timed } from '../scene.ts';

/** Every example runs once more, this time as callers run tools, and its output is compared. */
export async function executeExamples(scene: Scene): Promise<void> {
  const tools = [...scene.created.values()];
  const count = tools.reduce((sum, { draft }) => sum + (draft.examples?.length ?? 0), 0);
  scene.transcript.act(`planner executes their ${count} examples`);
  for (const tool of tools) await executeTool(scene, tool);
}

async function executeTool({ planner, transcript, tally }: Scene, { draft, tool }: CreatedTool): Promise<void> {
  const times: number[] = [];
  let right = 0;
  for (const [index, { input, output }] of (draft.examples ?? []).entries()) {
    const { value, ms } = await timed(() =>
      planner.execute(tool.toolId, { input: input as Readonly<Record<string, never>> }),
    );
    times.push(ms);
    tally.add('executed', draft.language, ms);
    const matches = value.data.status === 'succeeded' && isDeepStrictEqual(value.data.output, output);
    if (matches) right += 1;
    else
      tally.mismatch(`${draft.name}, example ${index}: ${explained(value.data)}, expected ${JSON.stringify(output)}`);
  }
  const facts = [shownLanguage[draft.language], `${right} of ${times.length} right`];
  transcript.step({ mark: right === times.length ? 'done' : 'wrong', name: draft.name, facts, ms: median(times) });
}

const explained = ({ status, output, error }: ExecutionResult) =>
  error ? `${status} with ${error.type}: ${error.message}` : `${status} with ${JSON.stringify(output)}`;
