import { readHostileTools } from '../../corpus/read-corpus.ts';
import type { Scene } from '../scene.ts';
import { createTool } from './create-tools.ts';

/** One turn after the lesson the same tools are fine. */
export async function mendTools(scene: Scene): Promise<void> {
  scene.transcript.act('planner mends what can be mended and posts it again');
  for (const { mended } of readHostileTools()) {
    if (mended) await createTool(scene, mended);
  }
}
