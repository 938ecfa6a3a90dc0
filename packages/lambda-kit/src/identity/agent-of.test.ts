import { anEvent, errorOf } from '../testing/an-event.ts';
import { accountOf, agentOf, identityOf } from './agent-of.ts';

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

  it.each([
    '',
    'planner',
    'arn:aws:s3:::bucket',
    'arn:aws:iam::12:user/x',
    'arn:aws:iam::123456789012:',
    'arn:aws:iam::123456789012:user/',
    'arn:aws:iam::123456789012:agent/bot',
    'arn:aws:sts::123456789012:assumed-role/agent',
  ])('knows nobody as "%s"', (arn) => {
    expect(errorOf(() => agentOf(signedBy(arn))).code).toBe('request.forbidden');
  });

  it('knows nobody behind an unsigned request', () => {
    expect(errorOf(() => agentOf(anEvent({ requestContext: {} }))).code).toBe('request.forbidden');
  });
});

describe('identityOf', () => {
  const context = { agent: '000000000000/agent/bot', keyId: 'key-0123456789abcdef', scopes: ['tools:read'] };
  const admitted = (lambda: object, given: { routeKey?: string; iam?: { userArn: string } } = {}) =>
    anEvent({
      routeKey: given.routeKey ?? 'GET /tools',
      requestContext: { accountId: '000000000000', authorizer: { lambda, ...(given.iam && { iam: given.iam }) } },
    });

  it('is the agent whose key was admitted, with the limits that are its own', () => {
    expect(identityOf(admitted(context))).toEqual({ agent: '000000000000/agent/bot' });
    expect(identityOf(admitted({ ...context, requestsPerMinute: 5, executionsPerDay: 7 }))).toEqual({
      agent: '000000000000/agent/bot',
      requestsPerMinute: 5,
      executionsPerDay: 7,
    });
  });

  it.each([
    ['of another account', { ...context, agent: '123456789012/agent/bot' }],
    ['that is a principal', { ...context, agent: '000000000000/user/operator' }],
    ['without a name', { ...context, agent: '000000000000/agent/' }],
    ['that is not named', {}],
  ])('knows nobody as an agent %s', (_case, lambda) => {
    expect(errorOf(() => identityOf(admitted(lambda))).code).toBe('request.forbidden');
  });

  it.each(['POST /tools', 'PUT /policies/{name}', 'POST /agents', 'GET /health', 'GET /nothing'])(
    'does not take a key for %s that is for something else',
    (routeKey) => {
      expect(errorOf(() => identityOf(admitted(context, { routeKey }))).code).toBe('request.forbidden');
    },
  );

  it('knows nobody behind a request that two doors name', () => {
    const iam = { userArn: 'arn:aws:iam::000000000000:user/planner' };

    expect(errorOf(() => identityOf(admitted(context, { iam }))).code).toBe('request.forbidden');
  });

  it('takes an authorizer that said nothing for no authorizer', () => {
    const event = anEvent({ requestContext: { accountId: '000000000000', authorizer: { lambda: null } } });

    expect(errorOf(() => identityOf(event)).code).toBe('request.forbidden');
  });
});

describe('accountOf', () => {
  it('is that of the API, and never left open', () => {
    expect(accountOf(anEvent({ requestContext: { accountId: '000000000000' } }))).toBe('000000000000');
    expect(() => accountOf(anEvent({ requestContext: {} }))).toThrow('no account');
  });
});
