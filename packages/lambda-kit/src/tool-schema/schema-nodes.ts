import type { Json, JsonObject } from '@dtr/contracts';
import { keysOf } from '../validation/json-pointer.ts';
import { isJsonObject, type Place, subschemasOf } from './subschemas.ts';

/** One schema of a document, with what it leads to. Booleans are schemas too; they lead nowhere. */
export interface SchemaNode {
  /** From the root of the document. */
  readonly path: string;
  readonly schema: JsonObject;
  readonly edges: readonly SchemaEdge[];
}

export interface SchemaEdge {
  readonly place: Place;
  readonly to: SchemaNode;
}

/** Every object schema of a document by its path; `$ref` is an edge of place `here`. References that lead nowhere are left out. */
export function schemaNodes(document: JsonObject): ReadonlyMap<string, SchemaNode> {
  const nodes = new Map<string, SchemaNode>();
  collect(document, '', nodes);
  for (const node of nodes.values()) {
    const target = node.schema.$ref === undefined ? undefined : referenceTarget(node.schema.$ref, nodes);
    if (target !== undefined) (node.edges as SchemaEdge[]).push({ place: 'here', to: target });
  }
  return nodes;
}

function collect(schema: JsonObject, path: string, nodes: Map<string, SchemaNode>): SchemaNode {
  const edges: SchemaEdge[] = [];
  const node = { path, schema, edges };
  nodes.set(path, node);
  for (const { pointer, place, schema: inner } of subschemasOf(schema, path)) {
    if (isJsonObject(inner)) edges.push({ place, to: collect(inner, pointer, nodes) });
  }
  return node;
}

/** The schema that a reference names, when it is one inside the document. */
export function referenceTarget(reference: Json, nodes: ReadonlyMap<string, SchemaNode>): SchemaNode | undefined {
  const path = referencePath(reference);
  return path === undefined ? undefined : nodes.get(path);
}

/** `#/$defs/a` as a path; `undefined` for anything but a JSON pointer into the same document. */
export function referencePath(reference: Json): string | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  try {
    const path = decodeURIComponent(reference.slice(1));
    return keysOf(path) === undefined ? undefined : path;
  } catch {
    return undefined;
  }
}
