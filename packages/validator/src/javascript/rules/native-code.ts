import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const nativeCode: ScriptRule = {
  id: 'javascript.native-code',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 111,
  threats: ['JS-NAT-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export async function handler(bytes) {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes)); // <- javascript.native-code
  return instance.exports.run();
}`,
      good: `export function handler(bytes) {
  return new Uint8Array(bytes).reduce((sum, byte) => sum + byte, 0);
}`,
    },
  ],
  summary: 'WebAssembly and native add-ons are machine code that no check here can read.',
  suggestion: 'Compute with ordinary numbers, BigInt and typed arrays.',
  *check(context) {
    yield* globalUses(context, 'native', 'compiles code that cannot be checked');
    yield* moduleUses(context, 'native');
  },
};
