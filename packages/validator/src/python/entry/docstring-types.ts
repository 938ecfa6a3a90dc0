import type { SchemaDocument } from '@dtr/contracts';

/** Types that documentation calls by these words. */
const types = new Map([
  ['str', 'string'],
  ['string', 'string'],
  ['text', 'string'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['float', 'number'],
  ['number', 'number'],
  ['bool', 'boolean'],
  ['boolean', 'boolean'],
  ['list', 'array'],
  ['tuple', 'array'],
  ['dict', 'object'],
]);

const forms = [
  // reST
  /^:param ([\w[\], ]{1,60}) (\w+):/,
  /^:type (\w+): ?([\w[\], ]{1,60})$/,
  // Google
  /^\*{0,2}(\w+) ?\(([\w[\], |]{1,60})\):/,
  // NumPy
  /^(\w+) : ([\w[\], |]{1,60})$/,
];

/** The types that a docstring gives to parameters, where they are plain words such as `int` or `list[str]`. */
export function documentedTypes(docstring: string): ReadonlyMap<string, SchemaDocument> {
  const found = new Map<string, SchemaDocument>();
  for (const line of docstring.split('\n'))
    for (const [index, form] of forms.entries()) {
      const [, first = '', second = ''] = form.exec(line.trim().replaceAll(/ {2,}/g, ' ')) ?? [];
      const [name, written] = index === 0 ? [second, first] : [first, second];
      const type = types.get(
        written
          .replace(/, ?optional$/, '')
          .replace(/\[.*$/, '')
          .trim()
          .toLowerCase(),
      );
      if (name !== '' && type !== undefined && !found.has(name)) found.set(name, { type });
    }
  return found;
}
