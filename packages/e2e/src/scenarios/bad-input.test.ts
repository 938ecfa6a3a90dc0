import type { ProblemDocument, ToolDraft } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

const utf8 = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('bad input to POST /tools', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const post = (bytes: Uint8Array, headers: Record<string, string> = {}) =>
    stack.planner.refused('POST', '/tools', { bytes, headers });
  const postJson = (body: unknown) => post(utf8(JSON.stringify(body)));
  const pointersOf = (problem: ProblemDocument) => problem.errors?.map(({ pointer }) => pointer) ?? [];

  it.each([
    ['is empty', ''],
    ['is not JSON', '{"name": '],
    ['has a trailing comma', '{"name":"x",}'],
    ['is Python', "{'name': 'x'}"],
    ['says NaN', '{"name": NaN}'],
  ])('that %s answers 400 request.malformed_json', async (_, text) => {
    const { status, body } = await post(utf8(text), { 'content-type': 'application/json' });

    expect([status, body.code]).toEqual([400, 'request.malformed_json']);
  });

  it.each(['null', '[]', '"text"', '5'])('that is %s and no object answers 400', async (text) => {
    const { status, body } = await post(utf8(text));

    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  it('that is not said to be JSON answers 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
      const { status, body } = await post(utf8(JSON.stringify(aDraft())), { 'content-type': type });
      expect([type, status, body.code]).toEqual([type, 415, 'request.unsupported_media_type']);
    }
  });

  it.each([
    ['a wrong type', { tags: 'text' }, '/tags'],
    ['a wrong type inside', { examples: [{ input: { value: 1 } }, 5] }, '/examples/1'],
    ['an unknown language', { language: 'ruby' }, '/language'],
    ['an over-long name', { name: 'a'.repeat(65) }, '/name'],
    ['a name with three underscores', { name: 'a___b' }, '/name'],
    ['a name with a space', { name: 'a b' }, '/name'],
    ['an empty name', { name: '' }, '/name'],
    ['an over-long description', { description: 'x'.repeat(1_025) }, '/description'],
    ['an empty description', { description: '' }, '/description'],
    ['a memory limit beyond the range', { limits: { memoryMb: 4_096 } }, '/limits/memoryMb'],
    ['a time limit below the range', { limits: { timeoutSeconds: 0 } }, '/limits/timeoutSeconds'],
    ['an unknown limit', { limits: { cpu: 1 } }, '/limits/cpu'],
    ['an unknown visibility', { visibility: 'public' }, '/visibility'],
  ])('with %s answers 400 and points at it', async (_, changes, pointer) => {
    const { status, body } = await postJson({ ...aDraft(), ...changes });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(pointersOf(body)).toContain(pointer);
  });

  it('with an unknown field answers 400 and names it', async () => {
    const { status, body } = await postJson({ ...aDraft(), colour: 'red' });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(body.errors)).toContain('colour');
  });

  it('without a required field answers 400 and names every one', async () => {
    const { status, body } = await postJson({ title: 'x' });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    for (const field of ['name', 'description', 'language', 'code'])
      expect(JSON.stringify(body.errors)).toContain(field);
  });

  it.each([
    ['parameters', 'inputSchema'],
    ['parameters', 'input_schema'],
    ['inputSchema', 'input_schema'],
    ['returns', 'outputSchema'],
    ['outputSchema', 'output_schema'],
  ])('with both names of a field, %s and %s, answers 400', async (first, second) => {
    const { status, body } = await postJson({ ...aDraft(), [first]: { type: 'object' }, [second]: { type: 'object' } });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(body)).toContain(first);
    expect(JSON.stringify(body)).toContain(second);
  });

  it.each([
    ['x', 262_144 + 1],
    ['é', 131_072 + 1],
    ['😀', 65_536 + 1],
  ])('with code beyond 256 KiB of UTF-8 is refused, be it of %s', async (character, count) => {
    const { status, body } = await postJson(aDraft({ code: character.repeat(count) }));

    expect([status, body.code]).toEqual([413, 'request.too_large']);
    expect(pointersOf(body)).toEqual(['/code']);
  });

  it('with a body beyond 1 MiB answers 413', async () => {
    const { status, body } = await postJson({ ...aDraft(), description: 'x'.repeat(1_024 * 1_024) });

    expect([status, body.code]).toEqual([413, 'request.too_large']);
  });

  it('in another encoding than UTF-8 answers 400', async () => {
    const draft = JSON.stringify(aDraft({ title: 'caf#' }));
    const latin1 = Buffer.from(draft.replace('#', '\u00e9'), 'latin1');
    const utf16 = Buffer.from(draft, 'utf16le');

    for (const bytes of [latin1, utf16]) {
      const { status, body } = await post(bytes);
      expect([status, body.code]).toEqual([400, 'request.malformed_json']);
    }
  });

  it.each([
    ['NUL in the code', { code: 'function run() {}\u0000' }, '/code'],
    ['NUL in the title', { title: 'a\u0000b' }, '/title'],
    ['NUL in an example', { examples: [{ input: { value: '\u0000' } }] }, '/examples/0/input/value'],
  ])('with %s answers 400 and points at it', async (_, changes, pointer) => {
    const { status, body } = await postJson({ ...aDraft(), ...changes });

    expect([status, pointersOf(body)]).toEqual([400, [pointer]]);
  });

  it('with a lone surrogate, escaped or raw, answers 400', async () => {
    const escaped = JSON.stringify(aDraft({ title: '#' })).replace('"#"', '"\\ud800"');
    const raw = Buffer.concat([utf8('{"name":"'), Buffer.from([0xed, 0xa0, 0x80]), utf8('"}')]);

    expect(await post(utf8(escaped))).toMatchObject({ status: 400, body: { errors: [{ pointer: '/title' }] } });
    expect(await post(raw)).toMatchObject({ status: 400 });
  });

  it('nested beyond 32 levels answers 400, 10,000 levels too', async () => {
    const draft = JSON.stringify({ ...aDraft(), examples: [{ input: { value: 'DEEP' } }] });

    for (const depth of [40, 10_000, 200_000]) {
      const { status, body } = await post(utf8(draft.replace('"DEEP"', nested(depth))));
      expect([depth, status, ['request.invalid', 'request.malformed_json'].includes(body.code)]).toEqual([
        depth,
        400,
        true,
      ]);
    }
  });

  it('with keys that mean something to JavaScript answers 400 or stores them as plain data', async () => {
    const draft = JSON.stringify(aDraft());
    const polluted = draft.replace('{', '{"__proto__":{"visibility":"shared"},"constructor":{"prototype":{"x":1}},');

    const { status, body } = await post(utf8(polluted));

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(body.errors)).toContain('__proto__');
  });

  it('of a megabyte of code in one line, or 10,000 brackets, is judged and not choked on', async () => {
    for (const [language, code] of [
      ['javascript', `function run() { return ${'('.repeat(10_000)}1${')'.repeat(10_000)}; }`],
      ['python', `def run():\n    return ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
      ['python', `def run():\n    return ${'1+'.repeat(60_000)}1\n`],
      ['typescript', `function run(a: ${'Array<'.repeat(5_000)}number${'>'.repeat(5_000)}) { return a; }`],
    ] as const) {
      const { status, body } = await postJson(aDraft({ language, code }));
      expect([language, status, body.code]).toEqual([language, 422, 'tool.policy_violation']);
    }
  });
});

describe('a hostile schema', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const object = (value: unknown, rest: Record<string, unknown> = {}) =>
    ({ type: 'object', properties: { value }, ...rest }) as NonNullable<ToolDraft['parameters']>;
  const chained = (levels: number) =>
    Object.fromEntries(
      Array.from({ length: levels }, (_, level) => [
        `d${level}`,
        { allOf: [{ $ref: `#/$defs/d${level + 1}` }, { $ref: `#/$defs/d${level + 1}` }] },
      ]),
    );

  it.each([
    ['a remote $ref', object({ $ref: 'https://example.com/schema.json' })],
    ['a $ref to a file', object({ $ref: 'file:///etc/passwd' })],
    ['a $ref to nothing', object({ $ref: '#/$defs/none' })],
    ['a $ref to itself', object({ $ref: '#/$defs/a' }, { $defs: { a: { $ref: '#/$defs/a' } } })],
    [
      'a $ref cycle',
      object(
        { $ref: '#/$defs/a' },
        { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { anyOf: [{ $ref: '#/$defs/a' }] } } },
      ),
    ],
    ['a $ref bomb', object({ $ref: '#/$defs/d0' }, { $defs: { ...chained(30), d30: { type: 'string' } } })],
    ['another dialect', object({}, { $schema: 'http://json-schema.org/draft-04/schema#' })],
    ['an unknown type', object({ type: 'text' })],
    ['an unknown keyword', object({ type: 'string', maxLenght: 5 })],
    ['a pattern that does not compile', object({ type: 'string', pattern: '(' })],
    ['a pattern with a back reference', object({ type: 'string', pattern: '(a)\\1' })],
    ['a pattern with look-behind', object({ type: 'string', pattern: '(?<=a)b' })],
    ['a root that is no object', { type: 'array' }],
    ['more than 64 KiB', object({ enum: Array.from({ length: 9_000 }, (_, index) => `value-${index}`) })],
  ])('with %s answers 400 and points into it', async (_, parameters) => {
    const { status, body } = await stack.planner.refused('POST', '/tools', {
      body: aDraft({ parameters: parameters as NonNullable<ToolDraft['parameters']> }),
    });

    expect([400, 413]).toContain(status);
    expect(['schema.invalid', 'request.invalid', 'request.too_large']).toContain(body.code);
    expect(JSON.stringify(body)).toContain('/parameters');
  });

  it('nested 10,000 levels deep answers 400', async () => {
    const deep = `${'{"items":'.repeat(10_000)}{}${'}'.repeat(10_000)}`;
    const text = JSON.stringify(aDraft({ parameters: object('DEEP') })).replace('"DEEP"', deep);

    const { status } = await stack.planner.refused('POST', '/tools', { bytes: utf8(text) });

    expect(status).toBe(400);
  });

  it('with a catastrophic pattern is harmless: it takes linear time', async () => {
    const draft = aDraft({
      language: 'javascript',
      code: `function run(value) { return value.length; } // ${uniqueName()}`,
      parameters: object({ type: 'string', pattern: '^(a+)+$' }),
    });
    const created = await stack.planner.call<{ toolId: string }>('POST', '/tools', { body: draft });
    const started = performance.now();

    const { status } = await stack.planner.refused('POST', `/tools/${created.body.toolId}/execute`, {
      body: { input: { value: `${'a'.repeat(50_000)}!` } },
    });

    // Backtracking would take longer than the universe has had.
    expect([created.status, status]).toEqual([201, 400]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('bad input to POST /tools/{toolId}/execute', () => {
  let stack: Connection;
  let path: string;
  beforeAll(async () => {
    stack = await connect();
    const { body } = await stack.planner.call<{ toolId: string }>('POST', '/tools', { body: aDraft() });
    path = `/tools/${body.toolId}/execute`;
  });

  it.each([
    ['no input', '{}'],
    ['input that is no object', '{"input":[1]}'],
    ['an unknown field', '{"input":{"value":1},"fast":true}'],
    ['a version that is no number', '{"input":{"value":1},"version":"1"}'],
    ['malformed JSON', '{"input":'],
    ['NUL', '{"input":{"value":"\\u0000"}}'],
    ['a lone surrogate', '{"input":{"value":"\\udc00"}}'],
    ['deep nesting', `{"input":{"value":${nested(10_000)}}}`],
  ])('with %s answers 400', async (_, text) => {
    const { status } = await stack.planner.refused('POST', path, { bytes: utf8(text) });

    expect(status).toBe(400);
  });

  it('beyond 256 KiB of input answers 413', async () => {
    const { status, body } = await stack.planner.refused('POST', path, {
      body: { input: { value: 'x'.repeat(257 * 1_024) } },
    });

    expect([status, body.code]).toEqual([413, 'request.too_large']);
  });
});
