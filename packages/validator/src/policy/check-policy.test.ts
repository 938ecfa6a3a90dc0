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

  it.each([
    ['python.unbounded-recursoin', 'python.unbounded-recursion'],
    ['javascript.nestedwrite', 'javascript.nested-write'],
    ['javascrpt.eval', 'javascript.eval'],
  ])('that names %s is told that %s was perhaps meant', (written, meant) => {
    const [fault] = faultsOf({ rules: { [written]: { action: 'warn' } } });

    expect(fault?.message).toContain(`perhaps ${meant} is meant`);
  });

  it.each(['python.x', 'eval', 'e', 'recursion'])('that names %s, like no rule, is told of none', (id) => {
    expect(faultsOf({ rules: { [id]: { action: 'warn' } } })).toEqual([
      { pointer: `/rules/${id}`, message: 'there is no such rule; docs/rules.md lists them' },
    ]);
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

  it('gives no names that a reviewed module does not have', () => {
    const allowedMembers = { math: ['sqrt', 'sqt'], json: ['decoder', 'codecs'], uuid: ['uuid1'] };

    expect(faultsOf({ allowedMembers })).toEqual([
      {
        pointer: '/allowedMembers/math/1',
        message: 'math has no sqt among the names that were reviewed, perhaps sqrt is meant',
      },
      { pointer: '/allowedMembers/json/1', message: 'json has no codecs among the names that were reviewed' },
    ]);
  });

  it('gives any name of a module that was not reviewed', () => {
    const allowedModules = { ...defaultPolicy.allowedModules, python: ['time'] };

    expect(faultsOf({ allowedModules, allowedMembers: { time: ['sleep', 'anything'] } })).toEqual([]);
  });

  it('allows no modules that nobody knows', () => {
    const python = ['json', 'xml.etree', 'numpy', '_thread', 'jsom', 'no_such_module'];

    expect(faultsOf({ allowedModules: { ...defaultPolicy.allowedModules, python } })).toEqual([
      { pointer: '/allowedModules/python/4', message: 'there is no such module in Python, perhaps json is meant' },
      { pointer: '/allowedModules/python/5', message: 'there is no such module in Python' },
    ]);
  });

  it('allows no modules where the sandbox has none', () => {
    const allowedModules = { ...defaultPolicy.allowedModules, typescript: ['lodash'] };

    expect(faultsOf({ allowedModules })).toEqual([
      { pointer: '/allowedModules/typescript/0', message: expect.stringContaining('no modules') },
    ]);
  });
});
