/** Shorter schemas are not worth a function of their own. */
const worthSharing = 140;

type NamedSchema = readonly [name: string, schema: unknown];

/**
 * The same schemas, with every longer part that stands in several places set apart and referred to: each becomes one function
 * in the generated code instead of a copy in every place.
 */
export function withSharedParts(schemas: readonly NamedSchema[]): readonly NamedSchema[] {
  const counts = new Map<string, number>();
  for (const [, schema] of schemas) count(schema, counts);
  const names = new Map(schemas.map(([name, schema]) => [JSON.stringify(schema), name]));
  const shared = [...counts].filter(([text, times]) => times > 1 && !names.has(text)).map(([text]) => text);
  for (const [index, text] of shared.entries()) names.set(text, `shared${index + 1}`);
  const parts = shared.map((text, index) => [`shared${index + 1}`, replaced(JSON.parse(text), names, true)] as const);
  return [...parts, ...schemas.map(([name, schema]) => [name, replaced(schema, names, true)] as const)];
}

/** Parts of a part that was met before are not counted again: they are shared with it. */
function count(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  const text = JSON.stringify(value);
  const isPart = 'type' in value && typeof value.type === 'string' && text.length >= worthSharing;
  const times = counts.get(text) ?? 0;
  if (isPart) counts.set(text, times + 1);
  if (isPart && times > 0) return;
  for (const member of Object.values(value)) count(member, counts);
}

function replaced(value: unknown, names: ReadonlyMap<string, string>, isWhole = false): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = isWhole ? undefined : names.get(JSON.stringify(value));
  if (name !== undefined) return { $ref: name };
  if (Array.isArray(value)) return value.map((member) => replaced(member, names));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, names)]));
}
