import type { JsonObject } from '@dtr/contracts';
import fc from 'fast-check';
import { bounds } from './bounds.ts';
import { costByLevels } from './evaluation-cost.ts';
import { referenceFaults } from './reference-faults.ts';
import { type SchemaNode, schemaNodes } from './schema-nodes.ts';

/** Documents of a few definitions that refer to each other at the same value or one level down. */
const documents: fc.Arbitrary<JsonObject> = fc
  .array(fc.array(fc.tuple(fc.constantFrom('allOf', 'properties', 'items'), fc.nat(3)), { maxLength: 3 }), {
    minLength: 4,
    maxLength: 4,
  })
  .map((definitions) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(definitions.map((links, at) => [`d${at}`, linked(links)])),
  }));

function linked(links: readonly (readonly [string, number])[]): JsonObject {
  const to = (keyword: string) =>
    links.filter(([name]) => name === keyword).map(([, at]) => ({ $ref: `#/$defs/d${at}` }));
  const [allOf, properties, items] = [to('allOf'), to('properties'), to('items')];
  return {
    ...(allOf.length > 0 && { allOf }),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map((schema, at) => [`p${at}`, schema])),
    }),
    ...(items[0] && { items: items[0] }),
  };
}

/** The dearest walk of one value with `levels` below it, counted by walking. */
function walked({ edges }: SchemaNode, levels: number): number {
  const to = (wanted: string) => edges.filter(({ place }) => place === wanted).map((edge) => edge.to);
  const sum = (nodes: readonly SchemaNode[], left: number) =>
    nodes.reduce((total, node) => total + walked(node, left), 0);
  const here = 1 + sum(to('here'), levels);
  if (levels === 0) return here;
  return here + sum(to('each'), levels - 1) + Math.max(0, ...to('member').map((node) => walked(node, levels - 1)));
}

describe('costByLevels', () => {
  it('counts what a walk counts, without walking', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const nodes = schemaNodes(document);
        fc.pre(referenceFaults(nodes, '').length === 0);
        const root = nodes.get('') as SchemaNode;
        const costs = costByLevels(nodes, root, () => 1);

        expect(costs).toHaveLength(bounds.valueLevels + 1);
        for (const levels of [0, 1, 2, 3]) expect(costs[levels]).toBe(walked(root, levels));
      }),
      { numRuns: 300 },
    );
  });
});
