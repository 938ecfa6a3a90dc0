import type { SchemaDocument } from '@dtr/contracts';
import { anything } from './schema-parts.ts';

/** A schema of more nodes than this helps nobody; types that fan out become "anything" from there on. */
const maximumNodes = 400;
const maximumDepth = 24;

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
    const reference = { $ref: `#/$defs/${name}` };
    if (this.definitions.has(name)) return reference;
    if (this.building.includes(name)) {
      this.recursive.add(name);
      return reference;
    }
    this.building.push(name);
    const schema = build();
    this.building.pop();
    if (!this.recursive.has(name)) return schema;
    this.definitions.set(name, schema);
    return reference;
  }

  /** Counts one node; "anything" when the schema has become too large or too deep. */
  bounded(depth: number, build: () => SchemaDocument): SchemaDocument {
    this.nodes += 1;
    return this.nodes > maximumNodes || depth > maximumDepth ? anything : build();
  }

  /** The schema with the definitions it refers to. */
  complete(schema: SchemaDocument): SchemaDocument {
    if (this.definitions.size === 0) return schema;
    const { $ref } = schema;
    const name = typeof $ref === 'string' ? $ref.slice('#/$defs/'.length) : undefined;
    // Tools of callers expect `type: object` at the top, not a reference.
    const top = (name === undefined ? undefined : this.definitions.get(name)) ?? schema;
    return { ...top, $defs: Object.fromEntries(this.definitions) };
  }
}
