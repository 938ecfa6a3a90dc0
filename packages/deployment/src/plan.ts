/** A plan as far as it matters here: what `terraform show -json` calls it. */
export interface Plan {
  readonly resource_changes: readonly PlannedResource[];
}

export interface PlannedResource {
  /** `module.worker`, for a resource in a module. */
  readonly module_address?: string;
  readonly type: string;
  readonly name: string;
  readonly change: {
    /** What is known of it before it is made. */
    readonly after: Values | null;
    /** `true` in the place of what only AWS will say. */
    readonly after_unknown?: unknown;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a provider's schema, of which each reader knows its own part.
export type Values = Readonly<Record<string, any>>;

/** Resources of a type, of one module where it is named. */
export function resourcesOf(
  { resource_changes: all }: Plan,
  type: string,
  module?: string,
): readonly PlannedResource[] {
  return all.filter(
    (resource) => resource.type === type && (module === undefined || resource.module_address === `module.${module}`),
  );
}

/** What is known of them. */
export const valuesOf = (plan: Plan, type: string, module?: string): readonly Values[] =>
  resourcesOf(plan, type, module).map(({ change }) => change.after ?? {});
