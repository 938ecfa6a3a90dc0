import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const fileModule: ScriptRule = {
  id: 'javascript.file-module',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 22,
  threats: ['JS-FS-1'],
  examples: [
    {
      language: 'javascript',
      bad: `import { readFileSync } from 'node:fs'; // <- javascript.file-module
export function handler(path) {
  return readFileSync(path, 'utf8').length;
}`,
      good: `export function handler(text) {
  return text.length;
}`,
    },
    {
      language: 'javascript',
      bad: `export * from 'fs/promises'; // <- javascript.file-module
export function handler() {
  return 1;
}`,
      good: `export const name = 'counter';
export function handler() {
  return 1;
}`,
    },
  ],
  summary: 'Modules that read and write files, or that load others which do, by import, re-export or require.',
  suggestion: 'Take the text of the file as a parameter of the entry point.',
  *check(context) {
    yield* globalUses(context, 'file', 'reads files or what a page has stored');
    yield* moduleUses(context, 'file');
  },
};
