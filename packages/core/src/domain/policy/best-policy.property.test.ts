import fc from 'fast-check';
import { bestPolicyFor, findTakenPattern } from './best-policy.ts';

const agents = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
const patterns = fc.tuple(agents, fc.boolean()).map(([text, isOpen]) => (isOpen ? `${text}*` : text));

/** Heads of which no two claim one pattern; the first is for everyone. */
const headLists = fc
  .uniqueArray(patterns, { maxLength: 12 })
  .map((all) => [
    { name: 'default', agents: ['*'] },
    ...all.filter((pattern) => pattern !== '*').map((pattern, index) => ({ name: `p${index}`, agents: [pattern] })),
  ]);
const fits = (pattern: string, agent: string) =>
  pattern.endsWith('*') ? agent.startsWith(pattern.slice(0, -1)) : agent === pattern;

describe('bestPolicyFor', () => {
  it('finds a policy that fits, and none that fits has a longer pattern, but for the very agent', () => {
    fc.assert(
      fc.property(headLists, agents, (heads, agent) => {
        const chosen = bestPolicyFor(heads, agent)?.agents[0] ?? '';

        expect(fits(chosen, agent)).toBe(true);
        const fitting = heads.flatMap((head) => head.agents).filter((pattern) => fits(pattern, agent));
        if (fitting.includes(agent)) expect(chosen).toBe(agent);
        else expect(chosen.length).toBe(Math.max(...fitting.map(({ length }) => length)));
      }),
    );
  });

  it('does not depend on the order of policies, nor on how patterns are spread over them', () => {
    fc.assert(
      fc.property(headLists, agents, (heads, agent) => {
        const best = bestPolicyFor(heads, agent)?.name;

        expect(bestPolicyFor([...heads].reverse(), agent)?.name).toBe(best);
        const unrelated = { name: 'unrelated', agents: ['zzz', 'z*'] };
        expect(bestPolicyFor([unrelated, ...heads], agent)?.name).toBe(best);
      }),
    );
  });

  it('finds none where no policy fits', () => {
    expect(bestPolicyFor([{ agents: ['a*'] }, { agents: [] }], 'b')).toBeUndefined();
  });
});

describe('findTakenPattern', () => {
  it('names the policy that has a pattern, unless it is the same policy', () => {
    const heads = [
      { name: 'default', agents: ['*'] },
      { name: 'team', agents: ['1/role/a', '1/role/*'] },
    ];

    expect(findTakenPattern(heads, 'other', ['1/role/b', '1/role/*'])).toEqual({
      pattern: '1/role/*',
      index: 1,
      by: 'team',
    });
    expect(findTakenPattern(heads, 'team', ['1/role/*'])).toBeUndefined();
    expect(findTakenPattern(heads, 'other', ['1/role/'])).toBeUndefined();
  });
});
