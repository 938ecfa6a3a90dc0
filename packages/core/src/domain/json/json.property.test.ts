import type { Json } from '@dtr/contracts';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { parseExactJson, toDoubles, withExactNumbers } from './exact-json.ts';
import { isSameJson } from './json-equality.ts';

/** JSON texts in which integers have up to 40 digits. */
const bigIntegers = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String);
const { texts } = fc.letrec<{ texts: string; scalars: string }>((tie) => ({
  scalars: fc.oneof(
    bigIntegers,
    fc.jsonValue({ maxDepth: 0 }).map((value) => JSON.stringify(value)),
  ),
  texts: fc.oneof(
    { depthSize: 'small' },
    tie('scalars'),
    fc.array(tie('texts'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('texts')), { maxLength: 4, selector: ([key]) => key })
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
  ),
}));
const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null || 'rawJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
};

describe('exact JSON', () => {
  it('writes what it read, digit by digit', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const written = JSON.stringify(parseExactJson(text));

        expect(canonicalJson(parseExactJson(written))).toBe(canonicalJson(parseExactJson(text)));
        for (const [digits] of text.matchAll(/(?<!["\d.\w])-?\d{17,}(?![\d."eE])/g)) expect(written).toContain(digits);
      }),
    );
  });

  it('brings back from doubles exactly what it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = parseExactJson(text);

        expect(canonicalJson(withExactNumbers(toDoubles(value), value))).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(canonicalJson(shuffled(parseExactJson(text)))).toBe(canonicalJson(parseExactJson(text)));
      }),
    );
  });

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('orders keys by UTF-16 units and writes numbers as ECMAScript does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };

    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(canonicalJson(JSON.parse('[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0]'))).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: [1], c: null })).toBe('{"b":[1],"c":null}');
  });
});

describe('isSameJson', () => {
  it('finds every value the same as itself with keys in another order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = parseExactJson(text);

        expect(isSameJson(value, shuffled(value))).toBe(true);
      }),
    );
  });

  it('tells integers apart that differ in one digit, however long', () => {
    fc.assert(
      fc.property(fc.bigInt(), (integer) => {
        const [one, next] = [parseExactJson(String(integer)), parseExactJson(String(integer + 1n))];

        expect(isSameJson(one, next)).toBe(false);
        expect(isSameJson(one, parseExactJson(String(integer)))).toBe(true);
      }),
    );
  });

  it.each([
    ['1', '1.0'],
    ['100000000000000000000', '1e20'],
    ['0', '-0'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
  ])('takes %s and %s for the same', (left, right) => {
    expect(isSameJson(parseExactJson(left), parseExactJson(right))).toBe(true);
  });

  it.each([
    ['1', '"1"'],
    ['1', 'true'],
    ['null', '{}'],
    ['[1,2]', '[2,1]'],
    ['[]', '{}'],
    ['{"a":1}', '{"a":1,"b":null}'],
    ['{"__proto__":1}', '{}'],
    ['12345678901234567890', '{"rawJSON":"12345678901234567890"}'],
  ])('tells %s from %s', (left, right) => {
    expect(isSameJson(parseExactJson(left), parseExactJson(right))).toBe(false);
    expect(isSameJson(parseExactJson(right), parseExactJson(left))).toBe(false);
  });
});
