import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const networkApi: ScriptRule = {
  id: 'javascript.network-api',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 918,
  threats: ['JS-NET-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export async function handler(url) {
  const answer = await fetch(url); // <- javascript.network-api
  return answer.text();
}`,
      good: `export function handler(page) {
  return page.replaceAll(/<[^>]*>/g, '');
}`,
    },
    {
      language: 'javascript',
      bad: `export async function handler(url, load = fetch) { // <- javascript.network-api
  return (await load(url)).json();
}`,
      good: `export function handler(body, load = JSON.parse) {
  return load(body);
}`,
    },
  ],
  summary:
    'fetch, WebSocket, XMLHttpRequest and their like reach the network, for getting data in as for getting it out.',
  suggestion: 'Take the data as a parameter of the entry point and return the result.',
  check: (context) => globalUses(context, 'network', 'reaches the network'),
};
