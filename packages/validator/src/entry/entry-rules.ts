import { everyLanguage, type RuleMeta } from '../analysis/rule.ts';

const common = {
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'entry-point',
} as const;

export const entryNotFound: RuleMeta = {
  ...common,
  id: 'entry.not-found',
  summary: 'The entry point must be a function at the top level of the code.',
  suggestion: 'Define the function at the top level, or correct "entryPoint".',
};

export const entryAmbiguous: RuleMeta = {
  ...common,
  id: 'entry.ambiguous',
  summary: 'With several public functions the one to call must be named.',
  suggestion: 'Set "entryPoint", name one function `handler`, or begin the names of helpers with an underscore.',
};

export const entryGenerator: RuleMeta = {
  ...common,
  id: 'entry.generator',
  summary: 'A generator returns an iterator, which is not a JSON value.',
  suggestion: 'Collect the items into a list and return that; move the generator into a helper.',
};

export const unsupportedParameters: RuleMeta = {
  ...common,
  id: 'entry.unsupported-parameters',
  summary:
    'Every parameter of the entry point must be reachable by its name, or there must be one that takes the whole input.',
  suggestion: 'Give the entry point one plain parameter per input property.',
};

export const parameterMismatch: RuleMeta = {
  ...common,
  id: 'schema.parameter-mismatch',
  category: 'schema',
  cwe: 843,
  summary: 'Schema and entry point must agree on the names of the parameters, or every call would fail.',
  suggestion:
    'Use the same names in "parameters" and in the function, or take the whole input as one parameter named `input`.',
};

export const optionalParameter: RuleMeta = {
  id: 'schema.optional-parameter',
  languages: everyLanguage,
  severity: 'low',
  action: 'warn',
  category: 'schema',
  summary: 'A property that callers may leave out should have a default in the schema or in the function.',
  suggestion: 'List the property under "required", or give the parameter a default.',
};

/** Rules about the entry point. They run once the code is read, so they have no `check` of their own. */
export const entryRules: readonly RuleMeta[] = [
  entryNotFound,
  entryAmbiguous,
  entryGenerator,
  unsupportedParameters,
  parameterMismatch,
  optionalParameter,
];
