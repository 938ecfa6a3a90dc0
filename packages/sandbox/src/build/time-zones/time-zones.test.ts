import { createRequire } from 'node:module';
import fc from 'fast-check';
import { openSandbox, type TestSandbox } from '../../testing/open-sandbox.ts';
import { futureOf } from './future-rule.ts';
import type { PackedTimeZones } from './time-zone-archive.ts';
import { unpackZone } from './unpack-zone.ts';

const { zones } = createRequire(__filename)('moment-timezone/data/packed/latest.json') as PackedTimeZones;
const ruleOf = (name: string) => futureOf(unpackZone(zones.find((zone) => zone.startsWith(`${name}|`)) ?? ''));

describe('the rule behind the future of a zone', () => {
  it.each([
    ['Europe/Paris', 'CET-1CEST,M3.5.0/2,M10.5.0/3'],
    ['America/New_York', 'EST5EDT,M3.2.0/2,M11.1.0/2'],
    ['Australia/Lord_Howe', '<+1030>-10:30<+11>-11,M10.1.0/2,M4.1.0/2'],
    ['Asia/Jerusalem', 'IST-2IDT,M3.4.4/26,M10.5.0/2'],
    ['America/Santiago', '<-04>4<-03>,M9.1.6/24,M4.1.6/24'],
    ['Asia/Kolkata', 'IST-5:30'],
    ['Etc/UTC', 'UTC0'],
  ])('of %s is %s', (name, posix) => {
    expect(ruleOf(name).posix).toBe(posix);
  });
});

describe('time zones in Python', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  }, 180_000);
  afterAll(() => sandbox.close());

  it('have the offsets that the host knows, in the past and in the future', async () => {
    const names =
      `Europe/Paris Europe/Dublin America/New_York America/Sao_Paulo America/Santiago Asia/Kolkata Asia/Jerusalem
      Australia/Lord_Howe Australia/Sydney Pacific/Auckland Pacific/Chatham America/St_Johns Asia/Tehran Africa/Cairo`.split(
        /\s+/,
      );
    const instants = fc.integer({ min: Date.UTC(1975, 0) / 1_000, max: Date.UTC(2060, 0) / 1_000 });
    const cases = fc.sample(fc.tuple(fc.constantFrom(...names), instants), { numRuns: 2_000, seed: 7 });
    const source = [
      'from zoneinfo import ZoneInfo',
      'from datetime import datetime',
      'def f(cases): return [datetime.fromtimestamp(t, ZoneInfo(n)).utcoffset().total_seconds() for n, t in cases]',
    ].join('\n');

    const { outputJson } = await sandbox.call('python', source, { cases });

    const offsets: number[] = JSON.parse(outputJson ?? '[]');
    const wrong = cases.filter(([name, seconds], index) => offsetByHost(name, seconds) !== offsets[index]);
    expect(wrong).toEqual([]);
  });

  it('are all there, under their old names too, and know summer time', async () => {
    const source = [
      'import zoneinfo, datetime',
      'def f():',
      '    zones = zoneinfo.available_timezones()',
      '    summer = datetime.datetime(2031, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))',
      '    for zone in zones: zoneinfo.ZoneInfo(zone)',
      '    return [len(zones) > 590, "US/Pacific" in zones, summer.tzname(), summer.dst().total_seconds()]',
    ].join('\n');

    expect((await sandbox.call('python', source)).outputJson).toBe('[true,true,"CEST",3600.0]');
  });

  it('that do not exist are refused by name', async () => {
    const { error } = await sandbox.call('python', 'import zoneinfo\ndef f(): zoneinfo.ZoneInfo("Mars/Base")');

    expect(error).toMatchObject({ type: 'ZoneInfoNotFoundError', message: expect.stringContaining('Mars/Base') });
  });
});

/** Seconds east of Greenwich, by way of the clock on the wall. */
function offsetByHost(timeZone: string, seconds: number): number {
  const options = {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(seconds * 1_000);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall / 1_000 - seconds;
}
