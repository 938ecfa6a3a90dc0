import type { Json, SchemaDocument } from '@dtr/contracts';
import { anything } from './schema-parts.ts';

/** A schema of more nodes than this helps nobody; types that fan out become "anything" from there on. */
const maximumNodes = 400;
/** Two levels of JSON each, so that the whole stays below the nesting that schemas of tools may have. */
const maximumDepth = 12;

const prefix = '#/$defs/';

/**
 * Builds schemas of named types. A type that contains itself becomes a `$ref` into `$defs`; any other is written out
 * where it is used. One instance serves one schema document.
 */
export class NamedTypes {
  private readonly building: string[] = [];
  private readonly recursive = new Set<string>();
  private readonly definitions = new Map<string, SchemaDocument>();
  private nodes = 0;

  /** The schema of a named type, from whatever builds it the first time. */
  of(name: string, build: () => SchemaDocument): SchemaDocument {
    if (this.definitions.has(name)) return { $ref: `${prefix}${name}` };
    if (this.building.includes(name)) {
      this.recursive.add(name);
      return { $ref: `${prefix}${name}` };
    }
    this.building.push(name);
    const schema = build();
    this.building.pop();
    return this.recursive.has(name) ? this.define(name, schema) : schema;
  }

  /** Counts one node; "anything" when the schema has become too large or too deep. */
  bounded(depth: number, build: () => SchemaDocument): SchemaDocument {
    this.nodes += 1;
    return this.nodes > maximumNodes || depth > maximumDepth ? anything : build();
  }

  /** The schema with the definitions it refers to. */
  complete(schema: SchemaDocument): SchemaDocument {
    const { $ref } = schema;
    // Tools of callers expect `type: object` at the top, not a reference.
    const top = (typeof $ref === 'string' && this.definitions.get($ref.slice(prefix.length))) || schema;
    const used = [...this.definitions].filter(([name]) => this.isUsed(name, top));
    return used.length === 0 ? top : { ...top, $defs: Object.fromEntries(used) };
  }

  private define(name: string, schema: SchemaDocument): SchemaDocument {
    // A union that contains itself in several ways, such as "any JSON", costs more to check than it says.
    const ways = Array.isArray(schema.anyOf) ? schema.anyOf.filter((one) => refersTo(name, one)).length : 0;
    this.definitions.set(name, ways > 1 ? anything : schema);
    return ways > 1 ? anything : { $ref: `${prefix}${name}` };
  }

  private isUsed(name: string, top: SchemaDocument): boolean {
    return [top, ...this.definitions.values()].some((schema) => refersTo(name, schema));
  }
}

const refersTo = (name: string, schema: Json) => JSON.stringify(schema).includes(`{"$ref":"${prefix}${name}"}`);
