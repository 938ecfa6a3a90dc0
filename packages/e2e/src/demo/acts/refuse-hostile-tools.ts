import { ProblemError } from '@dtr/client';
import type { Violation } from '@dtr/contracts';
import { type HostileTool, readHostileTools } from '../../corpus/read-corpus.ts';
import { refusalOf, type Scene, shownLanguage, timed } from '../scene.ts';

/** Tools that break policy are refused with a lesson, and change nothing. */
export async function refuseHostileTools(scene: Scene): Promise<void> {
  const hostile = readHostileTools();
  scene.transcript.act(`planner posts ${hostile.length} tools that break the rules, and is told how to mend them`);
  for (const tool of hostile) await refuse(scene, tool);
}

async function refuse({ planner, transcript, tally }: Scene, { draft, expected }: HostileTool): Promise<void> {
  const { value: error, ms } = await timed(() => refusalOf(() => planner.createTool(draft)));
  const violations = error instanceof ProblemError ? (error.problem?.violations ?? []) : [];
  const taught = violations.find(({ rule, line }) => rule === expected.rule && line === expected.line);
  if (!taught) {
    const got = violations.map(({ rule, line }) => `${rule} in line ${line}`).join(', ') || String(error);
    tally.mismatch(`${draft.name}: expected ${expected.rule} in line ${expected.line}, got ${got}`);
  }
  tally.add('refused', draft.language, ms);
  const facts = [shownLanguage[draft.language], countOf(violations)];
  transcript.step({ mark: taught ? 'refused' : 'wrong', name: draft.name, facts, ms });
  if (taught) transcript.violation(taught);
}

const countOf = ({ length }: readonly Violation[]) => (length === 1 ? '1 violation' : `${length} violations`);
