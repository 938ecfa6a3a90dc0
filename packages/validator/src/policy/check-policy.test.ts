import { builtInPolicies, defaultPolicy, type PolicyDocument } from '@dtr/contracts';
import { checkPolicy } from './check-policy.ts';

const faultsOf = (change: Partial<PolicyDocument>) => checkPolicy({ ...defaultPolicy, ...change });

describe('a policy', () => {
  it.each(builtInPolicies.map((policy) => [policy.name, policy] as const))(
    'as built in, %s, can be applied',
    (_name, policy) => {
      expect(checkPolicy(policy)).toEqual([]);
    },
  );

  it('may not name rules that do not exist', () => {
    expect(faultsOf({ rules: { 'python.nonsense': { action: 'off' } } })).toEqual([
      { pointer: '/rules/python.nonsense', message: 'there is no such rule; docs/rules.md lists them' },
    ]);
  });

  it('is told which rule was perhaps meant', () => {
    const [fault] = faultsOf({ rules: { 'javascript.format-template': { action: 'warn' } } });

    expect(fault?.message).toContain('perhaps python.format-template is meant');
  });

  it('may not switch what all other rules rest on', () => {
    expect(faultsOf({ rules: { 'syntax.error': { action: 'warn' } } })).toEqual([
      { pointer: '/rules/syntax.error', message: expect.stringContaining('cannot be switched') },
    ]);
  });

  it('gives members of modules that it allows, and none with two underscores', () => {
    const allowedMembers = { time: ['sleep'], json: ['loads', '__loader__'], 'collections.abc': ['Mapping'] };

    expect(faultsOf({ allowedMembers })).toEqual([
      { pointer: '/allowedMembers/time', message: 'the module is not among /allowedModules/python' },
      { pointer: '/allowedMembers/json/1', message: 'names with two underscores are never given' },
    ]);
  });

  it('allows no modules where the sandbox has none', () => {
    const allowedModules = { ...defaultPolicy.allowedModules, typescript: ['lodash'] };

    expect(faultsOf({ allowedModules })).toEqual([
      { pointer: '/allowedModules/typescript/0', message: expect.stringContaining('no modules') },
    ]);
  });
});
