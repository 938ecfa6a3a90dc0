export type { RuleCategory, RuleMeta } from './analysis/rule.ts';
export { createHandler } from './create-handler.ts';
export { allRules } from './rules.ts';
export { type ValidateOptions, validate } from './validate.ts';
