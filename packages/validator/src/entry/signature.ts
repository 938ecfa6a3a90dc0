import type { Json, SchemaDocument } from '@dtr/contracts';
import type { Span } from '../analysis/source-text.ts';

/** One parameter of the entry point, in the terms that all languages share. */
export interface Parameter {
  /** Absent when it is taken apart in place, as in `({ text, limit }) => …`. */
  readonly name?: string;
  readonly kind: 'plain' | 'positional-only' | 'keyword-only' | 'rest' | 'keywords';
  readonly isRequired: boolean;
  readonly isTyped: boolean;
  readonly schema: SchemaDocument;
  /** The type that its documentation gives beside the one in the code. */
  readonly documented?: SchemaDocument;
  readonly description?: string;
  /** Its default value, when that is a constant. */
  readonly default?: Json;
  readonly span: Span;
}

/** The entry point as its definition describes it. */
export interface Signature {
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly Parameter[];
  /** Absent when the code does not say what it returns. */
  readonly returns?: SchemaDocument;
  readonly isGenerator: boolean;
  /** Adds the definitions that recursive types need to a finished schema. */
  complete(schema: SchemaDocument): SchemaDocument;
}

/** A function that could be the entry point. */
export interface Candidate {
  readonly name: string;
  readonly isPublic: boolean;
  /** Other code of the module uses it, so it is probably a part of the tool and not the tool. */
  readonly isUsed: boolean;
  /** A decorator was given it. */
  readonly isHandedOn: boolean;
  readonly span: Span;
}

/** The parameters that receive something from a call: all but `*args`, `**kwargs` and `...rest`. */
export function ownParameters({ parameters }: Signature): readonly Parameter[] {
  return parameters.filter(({ kind }) => kind !== 'rest' && kind !== 'keywords');
}

export const takesKeywords = ({ parameters }: Signature) => parameters.some(({ kind }) => kind === 'keywords');
