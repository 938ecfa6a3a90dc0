import { defaultPolicy } from './default-policy.ts';
import type { PolicyDocument } from './policy-document.ts';

const reject = { action: 'reject' } as const;

/** The default, and the same input always gives the same output; secrets and words aimed at a model are refused too. */
export const strictPolicy: PolicyDocument = {
  ...defaultPolicy,
  name: 'strict',
  description:
    'Pure and repeatable computation: as default, without randomness or clock, and without secrets or instructions to a model.',
  agents: [],
  rules: {
    'text.secret': reject,
    'text.model-instructions': reject,
    'words.model-instructions': reject,
    'words.secret': reject,
    'python.randomness': reject,
    'python.clock': reject,
    'javascript.randomness': reject,
    'javascript.clock': reject,
  },
  allowedModules: {
    ...defaultPolicy.allowedModules,
    python: defaultPolicy.allowedModules.python.filter((module) => module !== 'random'),
  },
};

/** Policies that every deployment has from its first start. */
export const builtInPolicies: readonly PolicyDocument[] = [defaultPolicy, strictPolicy];
