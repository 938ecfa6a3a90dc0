import type { SchemaDocument } from '@dtr/contracts';
import type { Span } from '../analysis/source-text.ts';

/** A field that the entry point reads from one of its parameters. */
export interface FieldRead {
  /** Place of the parameter in the list. */
  readonly parameter: number;
  readonly field: string;
  /** The call fails when the field is not there; otherwise the code can do without it. */
  readonly isNeeded: boolean;
  readonly span: Span;
}

/** A schema that is written down in the code as a constant. */
export interface CodeSchema {
  /** What it is called: the variable, or the key it is kept under. */
  readonly name: string;
  readonly schema: SchemaDocument;
  /** Where a part of it stands, by JSON Pointer. */
  placeOf(pointer: string): Span;
}
