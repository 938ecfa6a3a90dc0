import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult, Json, JsonObject } from '@dtr/contracts';
import { median } from '../../report/statistics.ts';
import { attempted, type CreatedTool, type Scene, shownLanguage } from '../scene.ts';

/** Every example runs once more, this time as callers run tools, and its output is compared. */
export async function executeExamples(scene: Scene): Promise<void> {
  const tools = [...scene.created.values()];
  const count = tools.reduce((sum, { draft }) => sum + (draft.examples?.length ?? 0), 0);
  scene.transcript.act(`planner executes their ${count} examples`);
  for (const tool of tools) await executeTool(scene, tool);
}

async function executeTool(scene: Scene, { draft, tool }: CreatedTool): Promise<void> {
  const times: number[] = [];
  let right = 0;
  for (const example of draft.examples ?? []) {
    const input = example.input as JsonObject;
    const answered = await attempted(scene, draft.name, () => scene.planner.execute(tool.toolId, { input }));
    if (!answered) continue;
    times.push(answered.ms);
    scene.tally.add('executed', draft.language, answered.ms);
    if (isRight(answered.value.data, example.output)) right += 1;
    else scene.tally.mismatch(`${draft.name} with ${JSON.stringify(input)}: ${explained(answered.value.data)}`);
  }
  const total = draft.examples?.length ?? 0;
  const facts = [shownLanguage[draft.language], `${right} of ${total} right`];
  scene.transcript.step({ mark: right === total ? 'done' : 'wrong', name: draft.name, facts, ms: median(times) });
}

export const isRight = ({ status, output }: ExecutionResult, expected: Json | undefined) =>
  status === 'succeeded' && isDeepStrictEqual(output, expected);

const explained = ({ status, output, error }: ExecutionResult) =>
  error ? `${status} with ${error.type}: ${error.message}` : `${status} with ${JSON.stringify(output)}`;
