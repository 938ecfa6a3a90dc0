import type { RuleMeta } from './analysis/rule.ts';
import { syntaxRules } from './analysis/syntax-rules.ts';
import { entryRules } from './entry/entry-rules.ts';
import { scriptRules } from './javascript/rules/index.ts';
import { pythonRules } from './python/rules/index.ts';
import { textRules } from './text/rules/index.ts';
import { wordsRules } from './words/rules/index.ts';

/** What every rule says about itself, for the page of rules and for policies that name them. */
export const allRules: readonly RuleMeta[] = [
  ...textRules,
  ...wordsRules,
  ...syntaxRules,
  ...pythonRules,
  ...scriptRules,
  ...entryRules,
];
