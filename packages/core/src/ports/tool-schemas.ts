import type { Json, SchemaDocument } from '@dtr/contracts';
import type { FieldFault } from '../domain/app-error.ts';

/** A check of values, with defaults filled into a copy. Numbers are plain doubles on both sides. */
export interface CompiledSchema {
  validate(value: Json): { readonly value: Json; readonly faults: readonly FieldFault[] };
}

/** JSON Schema as agents write it: hostile until checked, bounded in cost after. */
export interface ToolSchemas {
  /** What keeps a document from being a usable schema; none means that it compiles. `pointer` stands before each fault's own. */
  check(schema: SchemaDocument, pointer: string): Promise<readonly FieldFault[]>;
  /** Only for schemas that `check` found without fault. */
  compile(schema: SchemaDocument): Promise<CompiledSchema>;
}
