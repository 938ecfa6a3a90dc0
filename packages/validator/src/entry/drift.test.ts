import type { JsonObject, ValidatorRequest } from '@dtr/contracts';
import { aRequest } from '../testing/a-request.ts';
import { validate } from '../validate.ts';

const closed = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: false });
const given = { parameters: closed({ nights: { type: 'integer' }, guest: { type: 'object' } }) };
const drift = async (language: 'python' | 'typescript', code: string, more: Partial<ValidatorRequest> = given) => {
  const { violations } = await validate(aRequest(language, code, more));
  return violations.filter(({ category }) => category === 'schema').map(({ rule, line }) => `${line} ${rule}`);
};
const python = (body: string) => `def handler(input: dict) -> object:\n    ${body}\n`;

describe('fields that the schema does not have', () => {
  it.each([
    ['2 schema.missing-field', 'return input["room"]'],
    ['2 schema.unknown-field', 'return input.get("room")'],
    ['3 schema.missing-field', 'key = "ro" + "om"\n    return input[key]'],
    ['4 schema.missing-field', 'return price(input)\n\ndef price(order): return order["room"]'],
  ])('are found in Python: %s in %s', async (expected, body) => {
    expect(await drift('python', python(body))).toEqual([expected]);
  });

  it.each([
    'return input["nights"]',
    'return input[input["nights"]]',
    'return input["room"] if "room" in input else 1',
    'try:\n        return input["room"]\n    except KeyError:\n        return 1',
    'input = {"room": 1}\n    return input["room"]',
    'data = {"room": 1}\n    return data["room"]',
  ])('are not what may be missing, or something else: %s', async (body) => {
    expect(await drift('python', python(body))).not.toContainEqual(expect.stringContaining('missing-field'));
  });

  it.each([
    ['1 schema.missing-field', 'export const handler = (input: any) => input.room.name;'],
    ['1 schema.unknown-field', 'export const handler = (input: any) => input.room;'],
    ['1 schema.unknown-field', 'export const handler = (input: any) => input.room?.name;'],
    ['1 schema.missing-field', 'export function handler({ room: { name } }: any) { return name; }'],
    ['1 schema.unknown-field', 'export function handler({ nights, room = 1 }: any) { return nights + room; }'],
    ['1 schema.unknown-field', 'export function handler(input: any) { const { room } = input; return room; }'],
    [
      '2 schema.missing-field',
      'export const handler = (input: any) => price(input);\nconst price = (order: any) => order.room.id;',
    ],
  ])('are found in TypeScript: %s in %s', async (expected, code) => {
    expect(await drift('typescript', code)).toEqual([expected]);
  });

  it.each([
    'export const handler = (input: any) => input.nights.toFixed(1) + input.guest.name;',
    'export const handler = (input: any) => (input.room && input.room.name) ?? Object.keys(input).length;',
  ])('are not those that it has, or that are asked for first: %s', async (code) => {
    expect(await drift('typescript', code)).not.toContainEqual(expect.stringContaining('missing-field'));
  });

  it('may arrive where the schema is open', async () => {
    const open = { parameters: { type: 'object', properties: { nights: { type: 'integer' } } } };

    expect(await drift('python', python('return input["room"]'), open)).toEqual([]);
  });

  it('are looked for in the schemas of single parameters as well', async () => {
    const nested = { parameters: { type: 'object', properties: { order: given.parameters }, required: ['order'] } };

    expect(await drift('python', 'def handler(order: dict) -> str:\n    return order["room"]\n', nested)).toEqual([
      '2 schema.missing-field',
    ]);
  });

  it('are told by a schema that the code itself has', async () => {
    const schema = '{"type": "object", "properties": {"nights": {}}, "additionalProperties": False}';
    const code = (name: string) =>
      `${name} = ${schema}\n\ndef handler(input: dict) -> str:\n    return input["nights"] + input["room"]\n`;

    expect(await drift('python', code('INPUT_SCHEMA'), {})).toEqual(['4 schema.missing-field']);
    expect(await drift('python', code('OUTPUT_SCHEMA'), {})).toEqual([]);
  });
});

describe('types', () => {
  const limit = (type: string) => ({
    parameters: { type: 'object', properties: { limit: { type } }, required: ['limit'] },
  });

  it.each([
    ['def handler(limit: str) -> str:\n    return limit\n', limit('integer')],
    [
      'def handler(limit) -> str:\n    """Cuts.\n\n    Args:\n        limit (int): How much.\n    """\n    return limit\n',
      limit('string'),
    ],
    [
      'def handler(limit: str) -> str:\n    """Cuts.\n\n    :param int limit: How much.\n    """\n    return limit\n',
      limit('string'),
    ],
    ['def handler(limit: int) -> str:\n    return "a" * limit\n', { ...limit('integer'), returns: { type: 'array' } }],
  ])('that exclude each other are drift: %#', async (code, more) => {
    expect(await drift('python', code, more)).toEqual(['1 schema.type-drift']);
  });

  it.each([
    ['def handler(limit: float) -> str:\n    return ""\n', limit('integer')],
    ['def handler(limit: int | None) -> str:\n    return ""\n', limit('integer')],
    ['def handler(limit) -> str:\n    return ""\n', limit('boolean')],
    [
      'def handler(limit: list[str]) -> str:\n    """x\n\n    limit (list): y\n    """\n    return ""\n',
      limit('array'),
    ],
  ])('that share a value are not: %#', async (code, more) => {
    expect(await drift('python', code, more)).toEqual([]);
  });

  it('are compared with JSDoc in TypeScript', async () => {
    const code = '/** @param {number} limit */\nexport function handler(limit: string) { return limit; }';

    expect(await drift('typescript', code, {})).toEqual(['2 schema.type-drift']);
  });
});

it('finds references without end among the constants of the code', async () => {
  const code =
    'SCHEMA = {\n    "$defs": {\n        "a": {"$ref": "#/$defs/b"},\n        "b": {"$ref": "#/$defs/a"},\n    },\n}\n\ndef handler(text: str) -> str:\n    return text\n';

  expect(await drift('python', code, {})).toEqual(['3 schema.reference-loop', '4 schema.reference-loop']);
});
