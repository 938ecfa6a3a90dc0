import type { Violation } from '@dtr/contracts';
import { policyViolation } from './refusals.ts';

const broken = (rule: string, action: Violation['action'] = 'reject'): Violation => ({
  rule,
  severity: 'high',
  action,
  category: 'injection',
  message: 'm',
  suggestion: 's',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  snippet: '',
});

describe('policyViolation', () => {
  it.each([
    ['one finding', [broken('a')], 'breaks 1 rule of policy default.'],
    ['two rules', [broken('a'), broken('b')], 'breaks 2 rules of policy default.'],
    ['one rule twice', [broken('a'), broken('a')], 'breaks 1 rule of policy default in 2 places.'],
    [
      'two rules in three places',
      [broken('a'), broken('b'), broken('a')],
      'breaks 2 rules of policy default in 3 places.',
    ],
    ['a warning beside it', [broken('a'), broken('b', 'warn')], 'breaks 1 rule of policy default.'],
  ])('counts rules, and places where they are more: %s', (_title, violations, words) => {
    expect(policyViolation('default', violations).message).toBe(`The code ${words}`);
  });
});
