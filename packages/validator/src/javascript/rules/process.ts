import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const processRule: ScriptRule = {
  id: 'javascript.process',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 78,
  threats: ['JS-PROC-1'],
  examples: [
    {
      language: 'javascript',
      bad: `import { execSync } from 'node:child_process'; // <- javascript.process
export function handler(command) {
  return String(execSync(command));
}`,
      good: `export function handler(words) {
  return words.join(' ');
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(value) {
  if (!value) process.exit(1); // <- javascript.process
  return value;
}`,
      good: `export function handler(value) {
  if (!value) throw new Error('a value is needed');
  return value;
}`,
    },
  ],
  summary:
    'Processes, workers and clusters run beside the tool, end its host or load modules; a tool is one computation.',
  suggestion: 'Compute the result in the tool itself and return it; to give up, throw an error.',
  *check(context) {
    yield* globalUses(context, 'process', 'starts, ends or steers processes');
    yield* moduleUses(context, 'process');
  },
};
