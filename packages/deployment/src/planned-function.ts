import { type Plan, resourcesOf, type Values, valuesOf } from './plan.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
}

/** A function as a plan makes it. */
export interface PlannedFunction {
  /** Of its package. */
  readonly name: string;
  readonly timeoutSeconds: number;
  /** Variables it is given; `unknown` for a value that only AWS will say. */
  readonly environment: Readonly<Record<string, string>>;
  /** `undefined`: the plan does not know its rights. */
  readonly statements: readonly Statement[] | undefined;
}

const unknownValue = 'known-when-applied';

export function functionsOf(plan: Plan): readonly PlannedFunction[] {
  return resourcesOf(plan, 'aws_lambda_function').map(({ module_address: address = '', change }) => {
    const module = address.replace('module.', '');
    const { timeout, environment } = change.after ?? {};
    return {
      name: module.replaceAll('_', '-'),
      timeoutSeconds: timeout,
      environment: { ...variablesIn(environment), ...unknownIn(change.after_unknown) },
      statements: statementsOf(valuesOf(plan, 'aws_iam_role_policy', module)),
    };
  });
}

const variablesIn = (environment: Values | undefined): Readonly<Record<string, string>> =>
  environment?.[0]?.variables ?? {};

function unknownIn(unknown: unknown): Readonly<Record<string, string>> {
  const { environment } = (unknown ?? {}) as { readonly environment?: Values };
  return Object.fromEntries(Object.keys(variablesIn(environment)).map((name) => [name, unknownValue]));
}

function statementsOf(policies: readonly Values[]): readonly Statement[] | undefined {
  const texts = policies.map(({ policy }) => policy as unknown);
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string')) return undefined;
  return texts.flatMap((text) => [JSON.parse(String(text)).Statement].flat());
}
