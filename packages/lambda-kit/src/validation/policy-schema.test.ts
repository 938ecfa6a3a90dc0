import { defaultPolicy, strictPolicy } from '@dtr/contracts';
import { describePolicySchema } from '@dtr/core/testing';
import { createPolicySchema } from './policy-schema.ts';

describePolicySchema('compiled ahead', async () => createPolicySchema());

describe('createPolicySchema', () => {
  it('accepts both built-in policies', async () => {
    for (const policy of [defaultPolicy, strictPolicy]) expect(await createPolicySchema().check(policy)).toEqual([]);
  });

  it('points into rules, members, agents and limits', async () => {
    const broken = {
      ...defaultPolicy,
      rules: { 'python.eval': { action: 'refuse' } },
      allowedMembers: { json: ['not an identifier'] },
      agents: ['*', 'a*b'],
      limits: { ...defaultPolicy.limits, memoryMb: 4_096 },
    };

    const pointers = (await createPolicySchema().check(broken)).map(({ pointer }) => pointer);

    expect(pointers.sort()).toEqual([
      '/agents/1',
      '/allowedMembers/json/0',
      '/limits/memoryMb',
      '/rules/python.eval/action',
    ]);
  });
});
