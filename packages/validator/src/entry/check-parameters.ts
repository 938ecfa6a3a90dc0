import type { CallingConvention, Language, SchemaDocument } from '@dtr/contracts';
import { isJsonObject } from '../schema/schema-parts.ts';
import { propertyNames } from './calling.ts';
import type { EntryFinding } from './choose-entry-point.ts';
import { entryGenerator, optionalParameter, parameterMismatch, unsupportedParameters } from './entry-rules.ts';
import { ownParameters, type Parameter, type Signature, takesKeywords } from './signature.ts';

interface Given {
  readonly signature: Signature;
  readonly calling: CallingConvention;
  readonly schema: SchemaDocument | undefined;
  readonly language: Language;
}

/** What would make calls of this entry point fail, whatever the input. */
export function* checkParameters(given: Given): Generator<EntryFinding> {
  const { signature, calling } = given;
  if (signature.isGenerator)
    yield { rule: entryGenerator, span: signature.span, message: `${signature.name} is a generator function.` };
  if (calling === 'object') return;
  yield* unreachable(signature);
  yield* disagreements(given);
}

function* unreachable(signature: Signature): Generator<EntryFinding> {
  const rule = unsupportedParameters;
  for (const { kind, name, span } of ownParameters(signature)) {
    if (kind === 'positional-only') {
      const message = `The parameter ${name} is positional-only, and inputs are passed by name.`;
      yield { rule, span, message, suggestion: 'Remove the `/` from the parameter list.' };
    }
    if (name === undefined) {
      const message = 'Beside other parameters an object that is taken apart in place has no name to pass it by.';
      yield { rule, span, message };
    }
  }
  const rest = signature.parameters.find(({ kind }) => kind === 'rest');
  if (rest && signature.parameters.length === 1)
    yield { rule, span: rest.span, message: `${signature.name} only takes a list of unnamed arguments.` };
}

function* disagreements({ signature, schema, language }: Given): Generator<EntryFinding> {
  const names = propertyNames(schema);
  if (!names || !schema) return;
  const parameters = ownParameters(signature);
  const known = new Set(parameters.map(({ name }) => name));
  for (const name of takesKeywords(signature) ? [] : names.filter((one) => !known.has(one)))
    yield mismatch(
      signature,
      `The schema has a property ${name}, but ${signature.name} has no parameter of that name.`,
    );
  for (const parameter of parameters.filter(({ isRequired }) => isRequired))
    yield* judgeRequired(parameter, { schema, names, language });
}

interface Declared {
  readonly schema: SchemaDocument;
  readonly names: readonly string[];
  readonly language: Language;
}

function* judgeRequired({ name, span }: Parameter, { schema, names, language }: Declared): Generator<EntryFinding> {
  if (name === undefined) return;
  if (!names.includes(name)) {
    const message = `The parameter ${name} needs a value, but the schema has no property of that name.`;
    yield { rule: parameterMismatch, span, message };
  } else if (language === 'python' && isOptional(schema, name)) {
    const message = `Callers may leave ${name} out, and then the call fails: the parameter has no default.`;
    yield { rule: optionalParameter, span, message };
  }
}

function isOptional(schema: SchemaDocument, name: string): boolean {
  const { required, properties } = schema;
  const property = isJsonObject(properties) ? properties[name] : undefined;
  if (isJsonObject(property) && property.default !== undefined) return false;
  return !(Array.isArray(required) && required.includes(name));
}

function mismatch({ span }: Signature, message: string): EntryFinding {
  return { rule: parameterMismatch, span, message };
}
