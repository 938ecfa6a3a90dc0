import fc from 'fast-check';
import { agentFaults } from './agent-patterns.ts';

const account = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 });
const name = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '/', '.', '@', '-'), minLength: 1, maxLength: 12 });
const named = fc
  .tuple(account, fc.constantFrom('user', 'role', 'federated-user', 'agent'), name)
  .map((parts) => parts.join('/'));
const agents = fc.oneof(
  named,
  account.map((id) => `${id}/root`),
);

describe('agentFaults', () => {
  it('accepts every agent id and every beginning of one', () => {
    fc.assert(
      fc.property(agents, (agent) => {
        const beginnings = Array.from({ length: agent.length + 1 }, (_, end) => `${agent.slice(0, end)}*`);
        expect(agentFaults([agent, ...beginnings])).toEqual([]);
      }),
    );
  });

  it.each([
    ['a name without its account', 'planner'],
    ['a beginning without an account', 'planner*'],
    ['a kind without an account', 'user/planner'],
    ['an account alone, without *', '000000000000'],
    ['an account that is too short', '00000000000/user/planner'],
    ['an account that is too long', '0000000000000*'],
    ['no kind', '000000000000/planner'],
    ['another kind', '000000000000/group/planner*'],
    ['no name', '000000000000/user/'],
    ['an ARN', 'arn:aws:iam::000000000000:user/planner'],
  ])('refuses %s, at its place, and shows what is accepted', (_title, pattern) => {
    expect(agentFaults(['*', pattern])).toEqual([
      { pointer: '/agents/1', message: expect.stringContaining('000000000000/user/planner') },
    ]);
  });
});
