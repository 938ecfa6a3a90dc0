import { limits, type ToolDraftBody, toolDraftBodySchema } from '@dtr/contracts';
import fc from 'fast-check';
import { errorOf } from '../testing/an-event.ts';
import { faultsOf } from './compiled-shape.ts';
import { parseShape } from './parse-shape.ts';
import { executeRequestShape, toolDraftBodyShape } from './request-shapes.ts';

const draft = {
  name: 'slugify',
  description: 'Turns a title into a slug.',
  language: 'python',
  code: 'def slugify(text): return text',
};
const faultsWith = (changes: object) => faultsOf(toolDraftBodyShape, { ...draft, ...changes }, '');

describe('toolDraftBodyShape', () => {
  it('accepts the least draft and the example of the documentation', () => {
    expect(faultsOf(toolDraftBodyShape, draft, '')).toEqual([]);
    expect(faultsOf(toolDraftBodyShape, (toolDraftBodySchema.examples as readonly ToolDraftBody[])[0], '')).toEqual([]);
  });

  it('names every fault at once, with what is accepted', () => {
    const { name, ...rest } = draft;

    expect(faultsOf(toolDraftBodyShape, { ...rest, language: 'ruby', limits: { timeoutSeconds: 901 } }, '')).toEqual([
      { pointer: '/name', message: 'is required' },
      { pointer: '/language', message: 'must be "python", "javascript" or "typescript"' },
      { pointer: '/limits/timeoutSeconds', message: 'must be <= 900' },
    ]);
  });

  it('refuses an unknown member and lists the known ones', () => {
    expect(faultsWith({ colour: 'red' })).toEqual([
      { pointer: '/colour', message: expect.stringMatching(/^is not a known member; known are name, description, /) },
    ]);
  });

  it.each([
    ['', 'empty'],
    ['a'.repeat(limits.nameChars + 1), 'too long'],
    ['9lives', 'a digit first'],
    ['a___b', 'three underscores'],
    ['naïve', 'not ASCII'],
    ['a-b', 'a dash'],
    ['a\n', 'a line break'],
  ])('refuses the name %j: %s', (name) => {
    expect([...new Set(faultsWith({ name }).map(({ pointer }) => pointer))]).toEqual(['/name']);
  });

  it('accepts exactly the names that the contract describes', () => {
    const names = fc.string({ unit: fc.constantFrom('a', 'Z', '_', '9', '-'), maxLength: 8 });
    fc.assert(
      fc.property(names, (name) => {
        const isName = /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/.test(name) && !name.includes('___');
        expect(faultsWith({ name }).length === 0).toBe(isName);
      }),
      { numRuns: 500 },
    );
  });

  it('counts characters as code points', () => {
    expect(faultsWith({ title: '😀'.repeat(limits.titleChars) })).toEqual([]);
    expect(faultsWith({ title: '😀'.repeat(limits.titleChars + 1) })).toHaveLength(1);
  });

  it.each([
    [{ tags: ['a', 'a'] }, '/tags'],
    [{ tags: Array.from({ length: limits.tags + 1 }, (_, index) => `t${index}`) }, '/tags'],
    [{ visibility: 'public' }, '/visibility'],
    [{ limits: { memoryMb: 15 } }, '/limits/memoryMb'],
    [{ limits: { timeoutSeconds: 1.5 } }, '/limits/timeoutSeconds'],
    [{ examples: [{ output: 1 }] }, '/examples/0/input'],
    [{ parameters: true }, '/parameters'],
    [{ code: '' }, '/code'],
    [{ annotations: { readOnlyHint: 'yes' } }, '/annotations/readOnlyHint'],
  ])('refuses %j', (changes, pointer) => {
    expect(faultsWith(changes)).toEqual([{ pointer, message: expect.any(String) }]);
  });

  it('answers a flood of faults with the first one only', () => {
    expect(faultsWith({ tags: Array.from({ length: 100_000 }, () => 1) })).toHaveLength(1);
  });
});

describe('parseShape', () => {
  it('throws all faults as one error', () => {
    expect(errorOf(() => parseShape(executeRequestShape, { version: 0 }))).toMatchObject({
      code: 'request.invalid',
      message: 'The request has 2 faults: /input is required; /version must be >= 1.',
    });
  });

  it('gives the value back unchanged', () => {
    const value = { input: { a: 1 }, version: 2 };

    expect(parseShape(executeRequestShape, value)).toBe(value);
  });
});
