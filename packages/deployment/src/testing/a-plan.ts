import type { Plan, PlannedResource, Values } from '../plan.ts';

/** A resource of a module of the root. */
export const aResource = (
  module: string,
  type: string,
  after: Values,
  { name = 'this', unknown }: { readonly name?: string; readonly unknown?: unknown } = {},
): PlannedResource => ({
  module_address: `module.${module}`,
  type,
  name,
  change: { after, after_unknown: unknown },
});

export const aPlan = (...resources: readonly PlannedResource[]): Plan => ({ resource_changes: resources });

interface FunctionParts {
  readonly variables?: Readonly<Record<string, string>>;
  readonly unknown?: Readonly<Record<string, true>>;
  readonly timeout?: number;
  readonly statements?: readonly object[];
}

/** A function with its role, as `modules/lambda` plans them. */
export function aFunction(module: string, { variables = {}, unknown, timeout = 10, statements = [] }: FunctionParts) {
  return [
    aResource(
      module,
      'aws_lambda_function',
      { timeout, environment: [{ variables }] },
      { unknown: { environment: [{ variables: unknown }] } },
    ),
    aResource(module, 'aws_iam_role_policy', { policy: JSON.stringify({ Statement: statements }) }),
  ];
}
