import { everyLanguage, type RuleMeta } from '../analysis/rule.ts';
import { driftRules } from './drift-rules.ts';

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
  examples: [
    {
      language: 'python',
      bad: 'LIMIT = 10  # <- entry.not-found\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
    },
  ],
  summary: 'The entry point must be a function at the top level of the code.',
  suggestion: 'Define the function at the top level, or correct "entryPoint".',
};

export const entryAmbiguous: RuleMeta = {
  ...common,
  id: 'entry.ambiguous',
  examples: [
    {
      language: 'python',
      bad: 'def words(text: str) -> int:  # <- entry.ambiguous\n    return len(text.split())\n\n\ndef lines(text: str) -> int:\n    return len(text.splitlines())\n',
      good: 'def _lines(text: str) -> int:\n    return len(text.splitlines())\n\n\ndef words(text: str) -> int:\n    return len(text.split()) - _lines(text)\n',
    },
  ],
  summary: 'With several public functions the one to call must be named.',
  suggestion: 'Set "entryPoint", name one function `handler`, or begin the names of helpers with an underscore.',
};

export const entryGenerator: RuleMeta = {
  ...common,
  id: 'entry.generator',
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str):  # <- entry.generator\n    yield from text.split()\n',
      good: 'def handler(text: str) -> list[str]:\n    return text.split()\n',
    },
  ],
  summary: 'A generator returns an iterator, which is not a JSON value.',
  suggestion: 'Collect the items into a list and return that; move the generator into a helper.',
};

export const unsupportedParameters: RuleMeta = {
  ...common,
  id: 'entry.unsupported-parameters',
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str, limit: int, /) -> str:  # <- entry.unsupported-parameters\n    return text[:limit]\n',
      good: 'def handler(text: str, limit: int) -> str:\n    return text[:limit]\n',
    },
  ],
  summary:
    'Every parameter of the entry point must be reachable by its name, or there must be one that takes the whole input.',
  suggestion: 'Give the entry point one plain parameter per input property.',
};

export const parameterMismatch: RuleMeta = {
  ...common,
  id: 'schema.parameter-mismatch',
  category: 'schema',
  cwe: 843,
  threats: ['ANY-SCH-1'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str, sep: str) -> list[str]:  # <- schema.parameter-mismatch\n    return text.split(sep)\n',
      good: 'def handler(text: str, separator: str) -> list[str]:\n    return text.split(separator)\n',
      besideBad: {
        parameters: {
          type: 'object',
          properties: { text: { type: 'string' }, separator: { type: 'string' } },
          required: ['text', 'separator'],
        },
      },
      besideGood: {
        parameters: {
          type: 'object',
          properties: { text: { type: 'string' }, separator: { type: 'string' } },
          required: ['text', 'separator'],
        },
      },
    },
  ],
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
  threats: ['ANY-SCH-1'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str) -> int:  # <- schema.optional-parameter\n    return len(text)\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
      besideBad: { parameters: { type: 'object', properties: { text: { type: 'string' } } } },
      besideGood: { parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
    },
  ],
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
  ...driftRules,
];
