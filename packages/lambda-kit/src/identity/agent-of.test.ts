import { anEvent, errorOf } from '../testing/an-event.ts';
import { agentOf } from './agent-of.ts';

const signedBy = (userArn: string) => anEvent({ requestContext: { authorizer: { iam: { userArn } } } });

describe('agentOf', () => {
  it.each([
    ['arn:aws:iam::000000000000:user/planner', '000000000000/user/planner'],
    ['arn:aws:iam::123456789012:user/team/planner', '123456789012/user/team/planner'],
    ['arn:aws:sts::123456789012:assumed-role/Agents/session-7', '123456789012/role/Agents'],
    ['arn:aws-cn:sts::123456789012:assumed-role/Agents/other', '123456789012/role/Agents'],
    ['arn:aws:sts::123456789012:federated-user/Bob', '123456789012/federated-user/Bob'],
    ['arn:aws:iam::123456789012:root', '123456789012/root'],
  ])('names %s', (arn, agent) => {
    expect(agentOf(signedBy(arn))).toBe(agent);
  });

  it.each(['', 'planner', 'arn:aws:s3:::bucket', 'arn:aws:iam::12:user/x', 'arn:aws:iam::123456789012:'])(
    'knows nobody as "%s"',
    (arn) => {
      expect(errorOf(() => agentOf(signedBy(arn))).code).toBe('request.forbidden');
    },
  );

  it('knows nobody behind an unsigned request', () => {
    expect(errorOf(() => agentOf(anEvent({ requestContext: {} }))).code).toBe('request.forbidden');
  });
});
