import { type Plan, policyFaults } from './policy-faults.ts';

function planOf(statement: object, type = 'aws_iam_role_policy'): Plan {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'It', Effect: 'Allow', ...statement }] });
  return { resource_changes: [{ address: `${type}.this`, type, change: { after: { policy } } }] };
}

describe('policyFaults', () => {
  it.each([
    [
      'a wildcard action',
      { Action: 's3:*', Resource: 'arn:aws:s3:::b' },
      ['aws_iam_role_policy.this, statement It: allows s3:*'],
    ],
    [
      'everything but',
      { NotAction: 's3:*', Resource: 'arn:aws:s3:::b' },
      ['aws_iam_role_policy.this, statement It: allows by NotAction'],
    ],
    [
      'any resource',
      { Action: ['s3:GetObject'], Resource: '*' },
      ['aws_iam_role_policy.this, statement It: allows any resource'],
    ],
    [
      'any resource for one action that could name it',
      { Action: ['xray:PutTraceSegments', 's3:GetObject'], Resource: ['*'] },
      ['aws_iam_role_policy.this, statement It: allows any resource'],
    ],
  ])('finds %s', (_what, statement, faults) => {
    expect(policyFaults(planOf(statement))).toEqual(faults);
  });

  it.each([
    ['named actions on named resources', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
    [
      'actions that know no resource',
      { Action: ['xray:PutTraceSegments', 'ecr:GetAuthorizationToken'], Resource: '*' },
    ],
    [
      'any resource under a condition',
      { Action: 'lambda:CreateEventSourceMapping', Resource: '*', Condition: { ArnLike: {} } },
    ],
    ['refusals', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('lets pass %s', (_what, statement) => {
    expect(policyFaults(planOf(statement))).toEqual([]);
  });

  it('looks at what is granted, not at who may come to a resource', () => {
    expect(policyFaults(planOf({ Action: '*', Resource: '*' }, 'aws_sqs_queue_policy'))).toEqual([]);
    expect(policyFaults(planOf({ Action: '*', Resource: '*' }, 'aws_iam_policy'))).toHaveLength(2);
  });

  it('passes by policies that the plan does not know yet', () => {
    expect(
      policyFaults({ resource_changes: [{ address: 'a', type: 'aws_iam_policy', change: { after: {} } }] }),
    ).toEqual([]);
  });
});
