import { createClient } from '@dtr/client';
import { openEmbeddedStack } from '../stack/embedded-stack.ts';
import { applyPolicy } from './acts/apply-policy.ts';
import { createTools } from './acts/create-tools.ts';
import { demandMicrovm } from './acts/demand-microvm.ts';
import { executeExamples } from './acts/execute-examples.ts';
import { mendTools } from './acts/mend-tools.ts';
import { refuseHostileTools } from './acts/refuse-hostile-tools.ts';
import { runJobs } from './acts/run-jobs.ts';
import { shareTools } from './acts/share-tools.ts';
import { updateTool } from './acts/update-tool.ts';
import type { Scene } from './scene.ts';
import { createTally, tallyColumns } from './tally.ts';
import { createTranscript, milliseconds } from './transcript.ts';

const acts = [
  createTools,
  refuseHostileTools,
  mendTools,
  executeExamples,
  updateTool,
  shareTools,
  applyPolicy,
  demandMicrovm,
  runJobs,
];

/** Plays the main job on a stack of its own. Ends with 1 when anything came out otherwise than it should. */
async function main(): Promise<void> {
  const started = performance.now();
  const transcript = createTranscript(process.stdout);
  transcript.title('Dynamic Tool Runtime: code that agents write becomes governed, shared, versioned tools');
  const stack = await openEmbeddedStack();
  const stop = () => void stack.close().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  transcript.note(`the whole cloud, here: ${stack.api}, started in ${milliseconds(performance.now() - started)}`);
  const tally = createTally();
  try {
    const clientOf = (agent: 'planner' | 'researcher' | 'operator') =>
      createClient({ endpoint: stack.api, credentials: stack.credentials[agent] });
    const scene: Scene = {
      planner: clientOf('planner'),
      researcher: clientOf('researcher'),
      operator: clientOf('operator'),
      transcript,
      tally,
      created: new Map(),
    };
    for (const act of acts) {
      await act(scene).catch((error) => tally.mismatch(`the story broke off: ${error}`));
    }
  } finally {
    await stack.close();
  }
  conclude(transcript, tally, performance.now() - started);
}

function conclude(transcript: Scene['transcript'], tally: Scene['tally'], ms: number): void {
  transcript.table(tallyColumns, tally.rows());
  const { good, bad } = transcript.paint;
  const { length } = tally.mismatches;
  for (const mismatch of tally.mismatches) transcript.note(bad(mismatch));
  const verdict = length === 0 ? good('everything came out as it should') : bad(`${length} mismatches`);
  transcript.title(`${verdict}; the whole demo took ${milliseconds(ms)}\n`);
  process.exitCode = length === 0 ? 0 : 1;
}

await main();
