import { iamContext } from './iam-context.ts';

describe('the IAM context', () => {
  it('names a role session by the id of its role, whatever its keys', () => {
    const principalArn = 'arn:aws:sts::123456789012:assumed-role/Writer/session-1';
    const { userId, callerId, accountId, userArn } = iamContext({ accessKeyId: 'ASIA1', principalArn });
    const other = iamContext({ accessKeyId: 'ASIA2', principalArn: principalArn.replace('session-1', 'session-2') });

    expect(userId).toMatch(/^AROA[0-9A-F]{17}:session-1$/);
    expect([callerId, accountId, userArn]).toEqual([userId, '123456789012', principalArn]);
    expect(other.userId).toBe(userId.replace('session-1', 'session-2'));
  });

  it('gives different users different ids', () => {
    const idOf = (name: string) =>
      iamContext({ accessKeyId: 'AKIA', principalArn: `arn:aws:iam::000000000000:user/${name}` }).userId;

    expect(idOf('planner')).not.toBe(idOf('researcher'));
    expect(idOf('planner')).toBe(idOf('planner'));
  });
});
