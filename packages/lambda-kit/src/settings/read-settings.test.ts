import { key, list, oneOf, optional, text, wholeNumber } from './kinds.ts';
import { readSettings } from './read-settings.ts';

const specification = {
  tableName: text('TABLE_NAME', 'the name of a table'),
  secret: key('SECRET', 4),
  level: optional(oneOf('LEVEL', ['LOW', 'HIGH']), 'LOW' as const),
  extra: optional(text('EXTRA', 'anything'), undefined),
};
const complete = { TABLE_NAME: 'tools', SECRET: 'AAECAw==' };

describe('readSettings', () => {
  it('gives typed values and what absence means', () => {
    const settings: { tableName: string; secret: Buffer; level: 'LOW' | 'HIGH'; extra: string | undefined } =
      readSettings(complete, specification);

    expect(settings).toEqual({
      tableName: 'tools',
      secret: Buffer.from([0, 1, 2, 3]),
      level: 'LOW',
      extra: undefined,
    });
  });

  it('names everything that is missing or wrong at once, with what is accepted', () => {
    expect(() => readSettings({ SECRET: 'AAEC', LEVEL: 'loud', TABLE_NAME: '' }, specification)).toThrow(
      'Cannot start: TABLE_NAME is missing (it must be the name of a table); SECRET is not accepted (it must be base64 of ' +
        'exactly 4 bytes); LEVEL is not accepted (it must be one of LOW, HIGH).',
    );
  });

  it('reads lists, and takes an empty item for a mistake', () => {
    const agents = { agents: list('AGENTS', 'agent ids') };

    expect(readSettings({ AGENTS: 'a/b, c' }, agents)).toEqual({ agents: ['a/b', 'c'] });
    expect(() => readSettings({ AGENTS: 'a,,c' }, agents)).toThrow('agent ids, separated by commas');
  });

  it('reads whole numbers within their bounds', () => {
    const rate = { rate: optional(wholeNumber('RATE', { minimum: 1, maximum: 600 }), 60) };

    expect(readSettings({ RATE: '600' }, rate)).toEqual({ rate: 600 });
    expect(readSettings({}, rate)).toEqual({ rate: 60 });
    for (const RATE of ['0', '601', '-1', '1.5', '1e2', 'many', '0x1f'])
      expect(() => readSettings({ RATE }, rate)).toThrow('a whole number from 1 to 600');
  });

  it('never shows a value', () => {
    expect(() => readSettings({ ...complete, SECRET: 'hunter2!' }, specification)).not.toThrow('hunter2');
  });
});
