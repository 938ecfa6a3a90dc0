/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema 2020-12 document as an agent wrote it: untrusted until `lambda-kit` has checked it. */
export type SchemaDocument = JsonObject;
