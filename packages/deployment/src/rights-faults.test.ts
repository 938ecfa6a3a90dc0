import { rightsFaults } from './rights-faults.ts';
import type { SdkCall } from './sdk-calls.ts';
import { aFunction, aPlan, aResource } from './testing/a-plan.ts';

const allow = (Sid: string, ...Action: string[]) => ({ Sid, Effect: 'Allow', Action });
const reads: SdkCall = { command: 'GetCommand', files: ['packages/adapters-aws/src/a.ts'] };

const faultsOf = (statements: readonly object[], ...calls: readonly SdkCall[]) =>
  rightsFaults(aPlan(...aFunction('worker', { statements })), new Map([['worker', calls]]));

describe('rightsFaults', () => {
  it('finds none where what is granted is what is called', () => {
    expect(faultsOf([allow('Catalogue', 'dynamodb:GetItem')], reads)).toEqual([]);
  });

  it('finds a right that nothing uses', () => {
    expect(faultsOf([allow('Catalogue', 'dynamodb:GetItem', 'dynamodb:Scan')], reads)).toEqual([
      expect.stringContaining('worker is granted dynamodb:Scan, which nothing in its bundle calls'),
    ]);
  });

  it('finds a call without the right, and says where it is made', () => {
    expect(faultsOf([], reads)).toEqual([
      expect.stringContaining('worker calls GetCommand (packages/adapters-aws/src/a.ts) without dynamodb:GetItem'),
    ]);
  });

  it('finds that reading objects takes the right to list', () => {
    const [fault, ...others] = faultsOf([allow('Read', 's3:GetObject')], { command: 'GetObjectCommand', files: [] });

    expect(fault).toContain('without s3:ListBucket');
    expect(others).toEqual([]);
  });

  it("finds a call that it does not know, and leaves alone what is Lambda's own or refused", () => {
    const refusal = { Sid: 'KeepNetworkFromCode', Effect: 'Deny', Action: ['ec2:CreateNetworkInterface'] };
    const own = allow('ReadQueue', 'sqs:ReceiveMessage');

    expect(faultsOf([own, refusal], { command: 'PutEventsCommand', files: ['a.ts'] })).toEqual([
      'worker calls PutEventsCommand (a.ts): say in actions.ts which rights that takes',
    ]);
  });

  it('does not pass over rights that the plan does not know', () => {
    const plan = aPlan(
      aResource('worker', 'aws_lambda_function', {}),
      aResource('worker', 'aws_iam_role_policy', { policy: undefined }),
    );

    expect(rightsFaults(plan, new Map())).toEqual([expect.stringContaining('worker: its rights are not known')]);
  });
});
