import type { SchemaDocument, ValidatorRequest } from '@dtr/contracts';
import { aRequest } from '../testing/a-request.ts';
import { validate } from '../validate.ts';

const python = (code: string, more: Partial<ValidatorRequest> = {}) => validate(aRequest('python', code, more));
const script = (code: string, more: Partial<ValidatorRequest> = {}) => validate(aRequest('typescript', code, more));

function aSchema(...names: string[]): SchemaDocument {
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])), required: names };
}

describe('the entry point', () => {
  it.each([
    ['def handler(a):\n    return a\ndef other(b):\n    return b\n', 'handler'],
    ['def only(a):\n    return a\ndef _helper(b):\n    return b\n', 'only'],
    ['class Box:\n    def method(self):\n        return 1\nasync def only(a):\n    return a\n', 'only'],
  ])('is found in Python: %j', async (code, name) => {
    expect(await python(code)).toMatchObject({ entryPoint: name, inferred: { entryPoint: name } });
  });

  it.each([
    ['export function only(a: number) { return a; } function helper() { return 1; }', 'only'],
    ['const helper = () => 1; export const only = (a: number) => a + helper();', 'only'],
    ['function a() { return 1; } function b() { return a(); } export { b };', 'b'],
    ['export default function only() { return 1; }', 'only'],
    ['export default () => 1;', 'default'],
    ['function _helper() { return 1; } function only() { return _helper(); }', 'only'],
    ['export async function handler() { return 1; } export function other() { return 2; }', 'handler'],
  ])('is found in TypeScript: %j', async (code, name) => {
    expect(await script(code)).toMatchObject({ entryPoint: name, verdict: 'accepted' });
  });

  it.each([
    ['def part(a):\n    return a\n\ndef whole(b):\n    return part(b) + whole(b)\n', 'whole'],
    ['def one(a):\n    return a\n\nTABLE = {1: one}\n\ndef two(b):\n    return TABLE[1](b)\n', 'two'],
  ])('among several is the one that no other code uses: %j', async (code, name) => {
    expect(await python(code)).toMatchObject({ entryPoint: name, inferred: { entryPoint: name } });
  });

  it.each([
    ['export const part = (a: number) => a; export function whole(b: number) { return part(b); }', 'whole'],
    [
      'function part(a: number) { return a; } const whole = (b: number): number => part(b); export { part, whole };',
      'whole',
    ],
  ])('among several is the one that no other code uses, in TypeScript too: %j', async (code, name) => {
    expect(await script(code)).toMatchObject({ entryPoint: name, verdict: 'accepted' });
  });

  it('among several is the one with the name of the tool', async () => {
    const code = 'def count_words(a):\n    return 1\n\ndef b():\n    return 2\n';
    const words = { name: 'countWords', description: 'Counts words.' };

    expect(await python(code, { words })).toMatchObject({ entryPoint: 'count_words', verdict: 'accepted' });
  });

  it('has to be named when there are several', async () => {
    const { violations, entryPoint } = await python('def a():\n    return 1\n\ndef b():\n    return 2\n');

    expect(entryPoint).toBeUndefined();
    expect(violations).toEqual([
      expect.objectContaining({ rule: 'entry.ambiguous', line: 1, message: expect.stringContaining('(a, b)') }),
    ]);
  });

  it('that does not exist is answered with those that do', async () => {
    const { violations } = await python('def _a():\n    return 1\n\ndef b():\n    return 2\n', { entryPoint: 'c' });

    expect(violations).toEqual([
      expect.objectContaining({ rule: 'entry.not-found', suggestion: 'Functions at the top level: _a, b.' }),
    ]);
  });

  it.each([
    ['def outer():\n    def inner():\n        return 1\n    return inner\n', 'inner'],
    ['handler = 5\ndef other():\n    return 1\n', 'handler'],
  ])('cannot be anything but a function at the top level: %j', async (code, entryPoint) => {
    expect((await python(code, { entryPoint })).violations).toEqual([
      expect.objectContaining({ rule: 'entry.not-found' }),
    ]);
  });

  it('cannot be a generator', async () => {
    const [inPython, inScript] = [
      await python('def handler(n):\n    yield n\n'),
      await script('export function* handler(n: number) { yield n; }'),
    ];

    for (const { violations } of [inPython, inScript])
      expect(violations).toEqual([expect.objectContaining({ rule: 'entry.generator' })]);
  });
});

describe('the calling convention', () => {
  it.each([
    ['one parameter that is a property', 'def handler(text):\n    return text\n', aSchema('text'), 'named'],
    ['one parameter that is none', 'def handler(event):\n    return event\n', aSchema('text'), 'object'],
    ['a dict that is none', 'def handler(row: dict):\n    return row\n', aSchema('text'), 'object'],
    ['several parameters', 'def handler(a, b):\n    return a\n', aSchema('a', 'b'), 'named'],
    ['a property that is called input', 'def handler(input):\n    return input\n', aSchema('input'), 'named'],
    ['a schema behind a reference', 'def handler(event):\n    return event\n', { $ref: '#/$defs/In' }, 'object'],
  ])('for %s', async (_title, code, parameters, calling) => {
    expect(await python(code, { parameters })).toMatchObject({ calling, verdict: 'accepted' });
  });

  it('passes a destructured parameter the whole input', async () => {
    const { calling, parameterNames } = await script('export const handler = ({ a }: { a: number }) => a;', {
      parameters: aSchema('a'),
    });

    expect({ calling, parameterNames }).toEqual({ calling: 'object', parameterNames: [] });
  });
});

describe('schema and entry point', () => {
  it.each([
    ['a property without parameter', 'def handler(a):\n    return a\n', ['a', 'b'], 'schema.parameter-mismatch'],
    ['a parameter without property', 'def handler(a, b):\n    return a\n', ['a'], 'schema.parameter-mismatch'],
    ['one typed parameter of another name', 'def handler(a: str):\n    return a\n', ['b'], 'schema.parameter-mismatch'],
    [
      'a positional-only parameter',
      'def handler(a, /, b):\n    return a\n',
      ['a', 'b'],
      'entry.unsupported-parameters',
    ],
    ['nothing but unnamed arguments', 'def handler(*args):\n    return 1\n', [], 'entry.unsupported-parameters'],
  ])('disagree over %s', async (_title, code, names, rule) => {
    const { violations } = await python(code, { parameters: aSchema(...names) });

    expect(violations).toContainEqual(
      expect.objectContaining({ rule, action: 'reject', suggestion: expect.any(String) }),
    );
  });

  it('agree when keywords or defaults take care of the difference', async () => {
    const keywords = await python('def handler(a, **rest):\n    return a\n', { parameters: aSchema('a', 'b') });
    const defaults = await python('def handler(a, b=1):\n    return a\n', { parameters: aSchema('a') });

    expect([keywords.verdict, defaults.verdict]).toEqual(['accepted', 'accepted']);
  });

  it('are accepted with a warning when callers may leave out what has no default', async () => {
    const parameters = { type: 'object', properties: { a: { type: 'string' } } };

    const { verdict, violations } = await python('def handler(a):\n    return a\n', { parameters });

    expect(verdict).toBe('accepted');
    expect(violations).toEqual([
      expect.objectContaining({ rule: 'schema.optional-parameter', action: 'warn', line: 1 }),
    ]);
  });

  it('call an object that is taken apart beside other parameters `options`', async () => {
    const code = 'export const handler = (a: number, { b = 2 }: { b?: number } = {}) => a + b;';

    const { verdict, parameterNames, inferred } = await script(code);

    expect({ verdict, parameterNames }).toEqual({ verdict: 'accepted', parameterNames: ['a', 'options'] });
    expect(inferred.parameters).toMatchObject({ properties: { options: { type: 'object' } }, required: ['a'] });
  });

  it('disagree in JavaScript over two objects that are taken apart', async () => {
    const { violations } = await script('export const handler = ({ a }, { b }) => a + b;');

    expect(violations).toContainEqual(expect.objectContaining({ rule: 'entry.unsupported-parameters' }));
  });

  it('belong to the function that is not decorated when others are registered by decorators', async () => {
    const code =
      'checks = []\n\ndef check(f):\n    checks.append(f)\n    return f\n\n@check\ndef is_long(x):\n    return len(x) > 3\n\ndef all_checks(x):\n    return [c(x) for c in checks]\n';

    expect(await python(code)).toMatchObject({ verdict: 'accepted', entryPoint: 'all_checks' });
  });
});
