import type { SchemaDocument, ToolExample } from '@dtr/contracts';
import { exampleFailed, schemaInvalid } from '../../domain/tool/refusals.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import { checkValue, faultsAt } from './check-value.ts';

/** Throws `schema.invalid` with every fault of both schemas; an absent schema has none. */
export async function checkSchemas(
  schemas: ToolSchemas,
  { parameters, returns }: { readonly parameters?: SchemaDocument; readonly returns?: SchemaDocument },
): Promise<void> {
  const faults = await Promise.all([
    parameters === undefined ? [] : schemas.check(parameters, '/parameters'),
    returns === undefined ? [] : schemas.check(returns, '/returns'),
  ]);
  if (faults.flat().length > 0) throw schemaInvalid(faults.flat());
}

/** Throws `tool.example_failed` when an example's input is not one that the tool accepts. */
export async function checkExampleInputs(
  schemas: ToolSchemas,
  parameters: SchemaDocument,
  examples: readonly ToolExample[],
): Promise<void> {
  const checked = await Promise.all(
    examples.map(async ({ input }, index) => {
      const { faults } = await checkValue(schemas, parameters, input);
      return faultsAt(`/examples/${index}/input`, faults);
    }),
  );
  if (checked.flat().length > 0) throw exampleFailed(checked.flat());
}
