import type { AuditVerification, Digest } from '@dtr/core';
import { describeVerification } from './describe-verification.ts';
import { verifyTarget } from './verify-target.ts';

const day = '2026-11-21';
const digest = `sha256:${'1'.repeat(64)}` as Digest;
const found: AuditVerification = { day, events: 7, lanes: 2, digest, faults: [] };

describe('what a check of the audit log says', () => {
  it('is that all is well, with a digest to keep', () => {
    expect(describeVerification(found, digest)).toEqual({
      isSound: true,
      lines: ['2026-11-21: 7 events in 2 chains, each in its place.', `Digest of the heads: ${digest}`],
    });
  });

  it('is the first place of each chain that does not fit', () => {
    const faults = [
      { day, lane: 3, seq: 4, fault: 'missing' },
      { day, lane: 9, seq: 1, eventId: '01K', fault: 'altered' },
    ] as const;

    expect(describeVerification({ ...found, faults })).toMatchObject({
      isSound: false,
      lines: [
        '2026-11-21: 7 events in 2 chains.',
        'Lane 3, event 4 is not there.',
        'Lane 9, event 1 (01K) was altered: its hash is not that of its text.',
        expect.anything(),
      ],
    });
  });

  it('is that the heads are others than those that were logged', () => {
    expect(describeVerification(found, 'sha256:other')).toMatchObject({
      isSound: false,
      lines: [expect.anything(), 'The heads are not those that were logged (sha256:other).', expect.anything()],
    });
  });
});

describe('the day and the table of a check', () => {
  it('are those that are named', () => {
    expect(verifyTarget({ DAY: '2026-11-20', TABLE_NAME: 'dtr-dev', DIGEST: digest }, day)).toEqual({
      day: '2026-11-20',
      tableName: 'dtr-dev',
      digest,
      client: {},
    });
  });

  it('are today and the local stack otherwise', () => {
    expect(() => verifyTarget({ DTR_DATA_DIR: '/nowhere' }, day)).toThrow(
      'No local stack has run in /nowhere: run "make start", or set TABLE_NAME.',
    );
  });

  it('come with heads that were logged', () => {
    const heads = { 0: `12 ${digest}`, 15: `1 ${digest}` };

    expect(verifyTarget({ TABLE_NAME: 't', HEADS: JSON.stringify(heads) }, day)).toMatchObject({ heads });
  });

  it.each(['12', '[]', '{"16":"1 x"}', `{"3":"0 ${digest}"}`, `{"3":${digest}}`, '{"3":null}'])(
    'do not come with heads that never were: %s',
    (HEADS) => {
      expect(() => verifyTarget({ TABLE_NAME: 't', HEADS }, day)).toThrow('HEADS is not what was logged');
    },
  );

  it.each(['yesterday', '2026-13-45', '2026-02-30', '2026-11-2'])('are not %j', (given) => {
    expect(() => verifyTarget({ DAY: given, TABLE_NAME: 't' }, day)).toThrow(
      `DAY is "${given}"; a UTC day such as 2026-11-21 is accepted.`,
    );
  });
});
