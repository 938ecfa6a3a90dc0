/** A plan as far as it matters here: what `terraform show -json` calls it. */
export interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly after?: Readonly<Record<string, unknown>> | null };
  }[];
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

/** Rights of roles, users and callers. Policies on resources say who may come, not what somebody may do. */
const grants = /^aws_iam_(policy|role_policy|user_policy|group_policy)$/;

/** Actions that know no resource to name; the reason for a resource of `*` (AWS service authorization reference). */
const withoutResources =
  /^(xray:(Put|GetSampling)\w+|ecr:GetAuthorizationToken|secretsmanager:GetRandomPassword|cloudwatch:(PutMetricData|DescribeAlarms)|logs:(DescribeLogGroups|DescribeResourcePolicies|PutResourcePolicy|\w+LogDeliver(y|ies))|ec2:(Describe\w+|\w+NetworkInterface|\w+PrivateIpAddresses))$/;

/** What every policy that a plan grants must not hold: an action with a wildcard, or any resource without a reason. */
export function policyFaults(plan: Plan): readonly string[] {
  return (plan.resource_changes ?? [])
    .filter(({ type }) => grants.test(type))
    .flatMap(({ address, change }) =>
      statementsOf(change.after?.policy).flatMap((statement) =>
        statementFaults(statement).map((fault) => `${address}, statement ${statement.Sid ?? '(unnamed)'}: ${fault}`),
      ),
    );
}

function statementsOf(policy: unknown): readonly Statement[] {
  if (typeof policy !== 'string') return [];
  const { Statement: statements } = JSON.parse(policy) as { Statement: Statement | readonly Statement[] };
  return [statements].flat() as readonly Statement[];
}

function statementFaults({ Effect, Action, Resource, Condition }: Statement): string[] {
  if (Effect === 'Deny') return [];
  const actions = listOf(Action);
  const isAnywhere = listOf(Resource).includes('*');
  const isReasoned = Condition !== undefined || actions.every((action) => withoutResources.test(action));
  return [
    ...(actions.length === 0 ? ['allows by NotAction'] : []),
    ...actions.filter((action) => action.includes('*')).map((action) => `allows ${action}`),
    ...(isAnywhere && !isReasoned ? ['allows any resource'] : []),
  ];
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();
