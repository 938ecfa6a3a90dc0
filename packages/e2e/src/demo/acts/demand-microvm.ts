import type { JsonObject, PolicyDocument } from '@dtr/contracts';
import { createdTool, type Scene, timed } from '../scene.ts';
import { isRight } from './execute-examples.ts';

const name = 'machines-of-their-own';

/** The operator demands the stronger sandbox for one agent: the same tool, the same output, another tier. */
export async function demandMicrovm(scene: Scene): Promise<void> {
  const { operator, transcript } = scene;
  transcript.act('operator demands a microVM for what planner owns, and takes it back');
  const { tool } = createdTool(scene, 'slugify');
  const { document } = (await operator.getPolicy('default')).data;
  const demanding: PolicyDocument = { ...document, name, agents: [tool.owner], leastTier: 'microvm' };
  await runsIn(scene, 'wasm');
  const { value: applied, ms } = await timed(() => operator.putPolicy(demanding));
  transcript.step({ mark: 'done', name: 'applies the policy', facts: [`leastTier ${demanding.leastTier}`], ms });
  await runsIn(scene, 'microvm');
  await operator.putPolicy({ ...demanding, agents: [] }, { ifMatch: applied.etag ?? '*' });
}

async function runsIn(scene: Scene, tier: 'wasm' | 'microvm'): Promise<void> {
  const { planner, transcript, tally } = scene;
  const { draft, tool } = createdTool(scene, 'slugify');
  const [example] = draft.examples ?? [];
  const { value, ms } = await timed(() => planner.execute(tool.toolId, { input: example?.input as JsonObject }));
  const { sandbox } = value.data;
  const isAsDemanded = isRight(value.data, example?.output) && sandbox.tier === tier;
  if (!isAsDemanded) tally.mismatch(`${tool.name}: expected tier ${tier}, got ${value.text}`);
  tally.add('executed', tool.language, ms);
  const facts = [`tier ${sandbox.tier}`, sandbox.engine];
  transcript.step({ mark: isAsDemanded ? 'done' : 'wrong', name: `runs ${tool.name}`, facts, ms });
}
