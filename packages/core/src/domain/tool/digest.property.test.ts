import type { ToolDraft } from '@dtr/contracts';
import fc from 'fast-check';
import { aToolDraft } from '../../testing/builders.ts';
import { digestOf } from './definition.ts';

const schemas = fc.record(
  {
    type: fc.constant('object'),
    title: fc.string(),
    maxProperties: fc.nat(),
    properties: fc.dictionary(fc.string(), fc.record({ type: fc.constant('string') })),
  },
  { requiredKeys: ['type'] },
);
const definitions = fc.record(
  {
    language: fc.constantFrom('python', 'javascript', 'typescript'),
    code: fc.string({ minLength: 1 }),
    entryPoint: fc.string(),
    parameters: schemas,
    returns: schemas,
  },
  { requiredKeys: ['language', 'code'] },
) as fc.Arbitrary<Pick<ToolDraft, 'language' | 'code'>>;
const drafts = definitions.map((definition): ToolDraft => ({ name: 'a', description: 'b', ...definition }));
const reversed = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  ) as Value;
};

describe('digestOf', () => {
  it('does not depend on the order in which keys were written', () => {
    fc.assert(fc.property(drafts, (draft) => expect(digestOf(reversed(draft))).toBe(digestOf(draft))));
  });

  it('does not depend on the line ends of the code', () => {
    const lines = fc.array(
      fc.string().filter((line) => !/[\r\n]/.test(line)),
      { minLength: 1 },
    );

    fc.assert(
      fc.property(drafts, lines, fc.constantFrom('\r\n', '\r'), (draft, code, lineEnd) => {
        expect(digestOf({ ...draft, code: code.join(lineEnd) })).toBe(digestOf({ ...draft, code: code.join('\n') }));
      }),
    );
  });

  it('does not depend on anything around the definition', () => {
    const around = fc.record({
      name: fc.string(),
      title: fc.string(),
      description: fc.string(),
      tags: fc.array(fc.string()),
      visibility: fc.constantFrom('private' as const, 'shared' as const),
      limits: fc.record({ timeoutSeconds: fc.nat() }),
      examples: fc.array(fc.record({ input: fc.jsonValue() as fc.Arbitrary<string> })),
    });

    fc.assert(
      fc.property(drafts, around, (draft, other) => expect(digestOf({ ...draft, ...other })).toBe(digestOf(draft))),
    );
  });

  it('differs for definitions that differ', () => {
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(reversed(reversed(other))));
        fc.pre(one.code.replace(/\r\n?/g, '\n') !== other.code.replace(/\r\n?/g, '\n'));

        expect(digestOf(one)).not.toBe(digestOf(other));
      }),
    );
  });

  it('tells a member that was left out from one that is there', () => {
    const { entryPoint: _entryPoint, ...inferred } = aToolDraft();

    expect(digestOf(inferred)).not.toBe(digestOf(aToolDraft()));
    expect(digestOf({ ...aToolDraft(), returns: {} })).not.toBe(digestOf(aToolDraft()));
  });

  it('is a fixed value for a fixed draft, on every machine and in every release', () => {
    expect(digestOf(aToolDraft())).toBe('sha256:1a55a5c9d24eb94447d59feaf9d0ce61012362aa1ecc01c4a34ec9afaa3c28ff');
  });
});
