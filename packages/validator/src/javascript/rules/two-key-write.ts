import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { bareObject } from '../pollution/bare-object.ts';
import { twoKeyWrites } from '../pollution/two-key-writes.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const twoKeyWrite: ScriptRule = {
  id: 'javascript.two-key-write',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'warn',
  category: 'tampering',
  cwe: 1321,
  threats: ['JS-PP-2'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler({ rows }) {
  const totals = {};
  for (const row of rows) {
    const group = (totals[row.region] ??= {});
    group[row.product] = row.amount; // <- javascript.two-key-write
  }
  return totals;
}`,
      good: `export function handler({ rows }) {
  const totals = Object.create(null);
  for (const row of rows) {
    const group = (totals[row.region] ??= {});
    group[row.product] = row.amount;
  }
  return totals;
}`,
    },
    {
      language: 'typescript',
      bad: `type Settings = Record<string, Record<string, string>>;
export function handler(changes: { owner: string; patch: Record<string, string> }[]): Settings {
  const settings: Settings = {};
  for (const { owner, patch } of changes) {
    settings[owner] ??= {};
    Object.assign(settings[owner], patch); // <- javascript.two-key-write
  }
  return settings;
}`,
      good: `type Settings = Record<string, Record<string, string>>;
export function handler(changes: { owner: string; patch: Record<string, string> }[]): Settings {
  const settings = new Map<string, Record<string, string>>();
  for (const { owner, patch } of changes) settings.set(owner, { ...settings.get(owner), ...patch });
  return Object.fromEntries(settings);
}`,
    },
  ],
  summary:
    'Where the first of two keys from input is `__proto__`, a plain object gives the prototype that all objects share, and the second key is written there.',
  suggestion: 'Make the outer object with Object.create(null), or use a Map.',
  *check(context): Generator<Finding> {
    for (const { node, step, literal } of twoKeyWrites(context)) {
      const text = context.source.code
        .slice(...step.range)
        .replaceAll(/\s+/g, ' ')
        .slice(0, 60);
      yield {
        span: spanOf(node),
        message: `\`${text}\` is the prototype of all objects where the key is \`__proto__\`, and this writes into it.`,
        ...bareObject(literal, context),
      };
    }
  },
};
