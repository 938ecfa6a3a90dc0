import type { SchemaNode } from './schema-nodes.ts';

const memberOfRoot = /^\/properties\/[^/]+$/;

/**
 * Bytes of all defaults that a value may be given more than once: a short document and a short value could grow into something
 * huge. Members of the root are filled in once, unless the root refers to itself.
 */
export function repeatedDefaultBytes(nodes: ReadonlyMap<string, SchemaNode>): number {
  const isRecursive = [...nodes.values()].some(({ schema }) => schema.$ref === '#');
  let bytes = 0;
  for (const { path, schema } of nodes.values()) {
    if (schema.default === undefined || (memberOfRoot.test(path) && !isRecursive)) continue;
    bytes += Buffer.byteLength(JSON.stringify(schema.default));
  }
  return bytes;
}
