import type { Json, SchemaDocument } from '@dtr/contracts';
import type { FieldFault } from '../../domain/app-error.ts';
import { toDoubles, withExactNumbers } from '../../domain/json/exact-json.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';

export interface CheckedValue {
  /** With defaults filled in, and every digit it came with. */
  readonly value: Json;
  readonly faults: readonly FieldFault[];
}

/** Checks a value that may hold exact numbers. Schemas see the nearest doubles; the value keeps its digits. */
export async function checkValue(schemas: ToolSchemas, schema: SchemaDocument, value: Json): Promise<CheckedValue> {
  const checked = (await schemas.compile(schema)).validate(toDoubles(value));
  return { value: withExactNumbers(checked.value, value), faults: checked.faults };
}

/** The same faults, seen from the place where the value stands. */
export function faultsAt(pointer: string, faults: readonly FieldFault[]): readonly FieldFault[] {
  return faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
}
