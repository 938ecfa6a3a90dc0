import { limits } from '@dtr/contracts';
import { anEvent, errorOf } from '../testing/an-event.ts';
import { readJsonBody } from './read-json-body.ts';

const bodyOf = (body: string, contentType = 'application/json') =>
  anEvent({ body, headers: { 'content-type': contentType } });
const bytesOf = (...bytes: number[]) => anEvent({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });

describe('readJsonBody', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/ld+json'])(
    'reads %s',
    (contentType) => {
      expect(readJsonBody(bodyOf('{"a":1}', contentType))).toEqual({ a: 1 });
    },
  );

  it.each(['', 'text/plain', 'application/json; charset=latin1', 'application/jsonx', 'multipart/form-data'])(
    'refuses "%s" as a media type',
    (contentType) => {
      expect(errorOf(() => readJsonBody(bodyOf('{}', contentType))).code).toBe('request.unsupported_media_type');
    },
  );

  it('says where text stops being JSON and what was expected', () => {
    expect(errorOf(() => readJsonBody(bodyOf('{"a": 1,\n "b" 2}')))).toMatchObject({
      code: 'request.malformed_json',
      message: 'The body is not JSON at line 2, column 6: a colon was expected.',
    });
  });

  it.each(['', ' ', '{"a":1', "{'a':1}", '{"a":1,}', '[1 2]', 'NaN', '\ufeff{}'])('refuses %j as malformed', (body) => {
    expect(errorOf(() => readJsonBody(bodyOf(body))).code).toBe('request.malformed_json');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(errorOf(() => readJsonBody(bytesOf(0x22, 0xff, 0x22)))).toMatchObject({
      code: 'request.malformed_json',
      message: 'The body is not UTF-8.',
    });
  });

  it('accepts a body of exactly 1 MiB and refuses one byte more, counted in UTF-8', () => {
    const text = (bytes: number) => `"é${'x'.repeat(bytes - 4)}"`;

    expect(readJsonBody(bodyOf(text(limits.bodyBytes)))).toHaveLength(limits.bodyBytes - 3);
    expect(errorOf(() => readJsonBody(bodyOf(text(limits.bodyBytes + 1)))).code).toBe('request.too_large');
  });

  it('refuses nesting beyond the limit before it parses', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

    expect(readJsonBody(bodyOf(`{"input":${deep(32)}}`))).toBeDefined();
    expect(errorOf(() => readJsonBody(bodyOf(deep(10_000)))).code).toBe('request.invalid');
    expect(errorOf(() => readJsonBody(bodyOf('['.repeat(500_000)))).code).toBe('request.invalid');
  });

  it('points at strings and names that cannot be carried', () => {
    const body = String.raw`{"a":["ok","\ud83d\ude00","x\u0000"],"b/c":{"d":"\ud800"},"\udfff":1}`;

    expect(errorOf(() => readJsonBody(bodyOf(body)))).toMatchObject({
      code: 'request.invalid',
      details: {
        errors: [
          { pointer: '/a/2', message: expect.stringContaining('NUL') },
          { pointer: '/b~1c/d', message: expect.stringContaining('surrogate') },
          { pointer: '', message: expect.stringContaining('surrogate') },
        ],
      },
    });
  });

  it('keeps every digit of a long integer', () => {
    const text = '{"input":{"n":12345678901234567890123}}';

    expect(JSON.stringify(readJsonBody(bodyOf(text)))).toBe(text);
  });

  it('takes __proto__ as a plain name', () => {
    const value = readJsonBody(bodyOf('{"__proto__":{"polluted":true}}')) as object;

    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
