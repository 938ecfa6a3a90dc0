import fc, { type Arbitrary } from 'fast-check';
import type { OpenApiDocument } from '../http/contract.ts';
import { type JsonSchema, rarely, spoilt, type Vocabulary, valuesOf } from './schema-arbitrary.ts';

export interface GeneratedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly $ref?: string;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
}

/** Real values to mix in: without them nearly every path would end in 404. */
export interface KnownValues {
  readonly pathParameters: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly bodyMembers: Vocabulary;
}

const methods = ['get', 'post', 'put', 'delete'];

/** Requests to every operation of an OpenAPI document: many fit it, many nearly do. */
export function requestsOf(document: OpenApiDocument, known: KnownValues): Arbitrary<GeneratedRequest> {
  const resolve = <Value>(ref: string): Value =>
    ref
      .slice('#/'.length)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document) as Value;
  const whole = <Value extends { readonly $ref?: string }>(part: Value): Value =>
    part.$ref ? resolve(part.$ref) : part;
  const values = (schema: JsonSchema) => valuesOf(schema, resolve, known.bodyMembers);

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) =>
      item[method] ? [{ path, method, operation: item[method] as Operation, shared: item }] : [],
    ),
  );

  const requests = ({ path, method, operation, shared }: (typeof operations)[number]): Arbitrary<GeneratedRequest> => {
    const common = ((shared as unknown as Operation).parameters ?? []).map(whole);
    const parameters = [...common, ...(operation.parameters ?? []).map(whole)];
    const placed = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
    const content = operation.requestBody && whole(operation.requestBody).content['application/json'];
    return fc
      .record({
        path: pathsOf(path, placed('path'), known),
        query: queriesOf(placed('query'), values),
        headers: headersOf(placed('header'), known),
        ...(content ? { body: spoilt(values(content.schema)) } : {}),
      })
      .map(({ path: filled, query, headers, ...rest }) => ({
        method: method.toUpperCase(),
        path: filled + query,
        headers,
        ...rest,
      }));
  };

  return fc.oneof(...operations.map(requests));
}

function pathsOf(path: string, parameters: readonly Parameter[], known: KnownValues): Arbitrary<string> {
  const segments = parameters.map(({ name }) => {
    const real = fc.constantFrom(...(known.pathParameters[name] ?? ['1']));
    const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map(encodeSegment);
    return fc.oneof({ weight: 4, arbitrary: real }, { weight: 1, arbitrary: any });
  });
  return fc
    .tuple(...segments)
    .map((chosen) =>
      parameters.reduce((text, { name }, index) => text.replace(`{${name}}`, () => chosen[index] ?? ''), path),
    );
}

/** Dots and slashes would make it another path before it is sent. */
const encodeSegment = (text: string) => encodeURIComponent(text).replaceAll('.', '%2E');

function queriesOf(
  parameters: readonly Parameter[],
  values: (schema: JsonSchema) => Arbitrary<unknown>,
): Arbitrary<string> {
  const entries = parameters.map(({ name, schema }) => {
    const value = fc.oneof(
      { weight: 3, arbitrary: values(schema) },
      { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
    );
    return rarely(
      3,
      value.map((given) => [name, String(given)] as const),
    );
  });
  const unknown = rarely(12, fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.string({ maxLength: 4 })));
  return fc.tuple(fc.tuple(...entries), unknown).map(([chosen, other]) => {
    const pairs = [...chosen, other].filter((pair) => pair !== undefined);
    const text = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    return text === '' ? '' : `?${text}`;
  });
}

function headersOf(parameters: readonly Parameter[], known: KnownValues): Arbitrary<Record<string, string>> {
  const printable = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
    .map((text) => text.trim() || 'x');
  const members = parameters.map(({ name }) => {
    const real = known.headers[name.toLowerCase()] ?? ['x'];
    const value = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: printable });
    return [name.toLowerCase(), value] as const;
  });
  return fc
    .record(Object.fromEntries(members), { requiredKeys: [] })
    .map((headers) => headers as Record<string, string>);
}
