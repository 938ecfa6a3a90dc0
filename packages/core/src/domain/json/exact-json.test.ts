import { parseExactJson, toDoubles, withExactNumbers } from './exact-json.ts';
import { isExactNumber } from './exact-number.ts';

describe('parseExactJson', () => {
  it('keeps the digits of integers that a double cannot hold', () => {
    const text = '{"big":12345678901234567890,"negative":-9007199254740993,"deep":[[1e400]]}';

    expect(JSON.stringify(parseExactJson(text))).toBe(text);
  });

  it('gives plain numbers wherever a double is exact enough', () => {
    expect(parseExactJson('[1, -0.5, 1e3, 9007199254740991, 0.1234567890123456789]')).toEqual([
      1, -0.5, 1000, 9007199254740991, 0.12345678901234568,
    ]);
  });

  it('does not take a caller’s own object for an exact number', () => {
    const value = parseExactJson('{"rawJSON":"12345678901234567890"}');

    expect(isExactNumber(value)).toBe(false);
    expect(toDoubles(value)).toEqual({ rawJSON: '12345678901234567890' });
  });

  it('keeps a key named __proto__ a plain key', () => {
    const text = '{"__proto__":{"n":12345678901234567890}}';

    const value = parseExactJson(text);

    expect(JSON.stringify(withExactNumbers(toDoubles(value), value))).toBe(text);
    expect(Object.getPrototypeOf(toDoubles(value))).toBe(Object.prototype);
  });

  it('throws on malformed text', () => {
    expect(() => parseExactJson('{"n":12345678901234567890')).toThrow(SyntaxError);
  });
});

describe('toDoubles', () => {
  it('gives the nearest double, finite for every integer', () => {
    const huge = `${'9'.repeat(400)}`;

    expect(toDoubles(parseExactJson(`[12345678901234567890, ${huge}, -${huge}]`))).toEqual([
      12345678901234567000,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
    ]);
  });
});

describe('withExactNumbers', () => {
  it('leaves defaults that were filled in beside the digits it brings back', () => {
    const original = parseExactJson('{"list":[1,12345678901234567890]}');
    const filled = { list: [1, 12345678901234567000], size: 80 };

    expect(JSON.stringify(withExactNumbers(filled, original))).toBe('{"list":[1,12345678901234567890],"size":80}');
  });
});
