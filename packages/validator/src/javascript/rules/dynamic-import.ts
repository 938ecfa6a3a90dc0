import { scriptLanguages } from '../../analysis/rule.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const dynamicImport: ScriptRule = {
  id: 'javascript.dynamic-import',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 829,
  threats: ['JS-DYN-6'],
  examples: [
    {
      language: 'javascript',
      bad: `export async function handler(name) {
  return import(name); // <- javascript.dynamic-import
}`,
      good: `const tools = { double: (x) => x * 2 };
export function handler(x) {
  return tools.double(x);
}`,
    },
    {
      language: 'javascript',
      bad: `import run from 'data:text/javascript,export default 1'; // <- javascript.dynamic-import
export const handler = () => run;`,
      good: `const run = 1;
export const handler = () => run;`,
    },
  ],
  summary: 'import() loads other code while the tool runs, and addresses load code that changes under the same name.',
  suggestion: 'Write what you need into the tool; choose between functions with an object or a Map of your own.',
  *check(context) {
    for (const node of context.tree.nodesOf('ImportExpression'))
      yield { span: spanOf(node), message: 'import() loads other code while the tool runs.' };
    yield* moduleUses(context, 'loader');
  },
};
