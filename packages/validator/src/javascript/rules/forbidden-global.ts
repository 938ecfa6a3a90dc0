import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const forbiddenGlobal: ScriptRule = {
  id: 'javascript.forbidden-global',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 693,
  threats: ['JS-RT-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(text) {
  return Buffer.from(text).toString('base64'); // <- javascript.forbidden-global
}`,
      good: `export function handler(text) {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}`,
    },
  ],
  summary:
    'Globals that ECMAScript does not have and the sandbox does not give: called, passed, stored or aliased. A local variable of that name is fine.',
  suggestion:
    'For bytes use Uint8Array, TextEncoder and btoa; for random numbers Math.random; for time Date; to show something return it.',
  check: (context) => globalUses(context, 'absent', 'is not part of ECMAScript and absent from the sandbox'),
};
