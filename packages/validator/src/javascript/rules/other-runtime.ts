import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const otherRuntime: ScriptRule = {
  id: 'javascript.other-runtime',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 693,
  threats: ['JS-RT-1'],
  examples: [
    {
      language: 'typescript',
      bad: `export async function handler(path: string): Promise<string> {
  return await Deno.readTextFile(path); // <- javascript.other-runtime
}`,
      good: `export function handler(text: string): string {
  return text.trim();
}`,
    },
    {
      language: 'javascript',
      bad: `import * as std from 'qjs:std'; // <- javascript.other-runtime
export function handler(name) {
  return std.getenv(name);
}`,
      good: `export function handler(name) {
  return name.toUpperCase();
}`,
    },
  ],
  summary: 'Deno, Bun and the modules of QuickJS reach files, processes and the network of other runtimes.',
  suggestion: 'Compute from the input with ECMAScript built-ins; pass what you need in as parameters.',
  *check(context) {
    yield* globalUses(context, 'runtime', 'belongs to another runtime and reaches its files and processes');
    yield* moduleUses(context, 'runtime');
  },
};
