import type { Json } from '../json.ts';

/** Words for readers; allowed on every schema. */
export interface Annotations<T> {
  readonly title?: string;
  readonly description?: string;
  readonly default?: T;
  readonly examples?: readonly T[];
}

export interface StringSchema<T> extends Annotations<T> {
  readonly type: 'string';
  readonly enum?: readonly T[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly not?: { readonly pattern: string };
  readonly format?: 'date-time' | 'uri';
}

export interface NumberSchema extends Annotations<number> {
  readonly type: 'number' | 'integer';
  readonly enum?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanSchema extends Annotations<boolean> {
  readonly type: 'boolean';
}

export interface ArraySchema<Item> extends Annotations<readonly Item[]> {
  readonly type: 'array';
  readonly items: SchemaOf<Item>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

export interface NullableSchema<T> extends Annotations<T | null> {
  readonly anyOf: readonly [SchemaOf<T>, { readonly type: 'null' }];
}

/** An object whose member names are not fixed. */
export interface MapSchema<Member> extends Annotations<Readonly<Record<string, Member>>> {
  readonly type: 'object';
  readonly additionalProperties: SchemaOf<Member> | true;
}

/** Accepts every JSON value. */
export interface AnySchema extends Annotations<Json> {
  readonly type?: never;
}

declare const described: unique symbol;

/** A closed object that describes exactly `T`. Only `objectSchema` makes one. */
export interface ObjectSchema<T> extends Annotations<unknown> {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
  /** Exists for the compiler alone: a schema of one shape is not a schema of another. */
  readonly [described]?: (value: T) => T;
}

/** The JSON Schema (2020-12) of a type. The compiler refuses a schema that disagrees with it. */
export type SchemaOf<T> = [Json] extends [T]
  ? AnySchema
  : null extends T
    ? NullableSchema<Exclude<T, null>>
    : [T] extends [string]
      ? StringSchema<T>
      : [T] extends [number]
        ? NumberSchema
        : [T] extends [boolean]
          ? BooleanSchema
          : [T] extends [readonly (infer Item)[]]
            ? ArraySchema<Item>
            : string extends keyof T
              ? MapSchema<T[keyof T]>
              : ObjectSchema<T>;

type OptionalKey<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];

interface Members<T> {
  readonly description: string;
  readonly examples?: readonly T[];
  readonly required: { readonly [Key in Exclude<keyof T, OptionalKey<T>>]: SchemaOf<T[Key]> };
  readonly optional: { readonly [Key in OptionalKey<T>]-?: SchemaOf<Exclude<T[Key], undefined>> };
}

/** A closed object schema from its members. Every member of `T` must stand in the group its type says, and no other may. */
export function objectSchema<T>({ required, optional, ...words }: Members<T>): ObjectSchema<T> {
  return {
    type: 'object',
    ...words,
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** A string of which every accepted value is listed with its meaning; a value of `T` left out does not compile. */
export function enumSchema<T extends string>(description: string, meanings: Readonly<Record<T, string>>) {
  const values: readonly T[] = Object.keys(meanings) as T[];
  const lines = values.map((value) => `\`${value}\`: ${meanings[value]}`);
  return { type: 'string', enum: values, description: `${description} ${lines.join('; ')}.` } as const;
}

/** `T` or null. */
export function nullable<T>(description: string, schema: SchemaOf<T>) {
  return { description, anyOf: [schema, { type: 'null' }] } as const;
}
