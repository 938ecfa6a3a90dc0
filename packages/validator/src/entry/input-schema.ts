import type { CallingConvention, SchemaDocument } from '@dtr/contracts';
import { described, isObjectSchema, objectOf } from '../schema/schema-parts.ts';
import { ownParameters, type Parameter, type Signature, takesKeywords } from './signature.ts';

/** The schema of the input as the signature tells it: strict, because nothing else would be used. */
export function inputSchemaOf(signature: Signature, calling: CallingConvention): SchemaDocument {
  const parameters = ownParameters(signature);
  const [whole] = parameters;
  const schema =
    calling === 'object' && whole
      ? wholeSchema(whole)
      : objectOf(parameters.flatMap(toProperty), !takesKeywords(signature));
  return signature.complete(schema);
}

function wholeSchema({ schema, description }: Parameter): SchemaDocument {
  return isObjectSchema(schema) || '$ref' in schema
    ? described(schema, description)
    : described({ type: 'object' }, description);
}

function toProperty({ name, schema, isRequired, description, default: fallback }: Parameter) {
  return name === undefined ? [] : [{ name, schema: described(schema, description, fallback), isRequired }];
}
