import { futureOf } from './future-rule.ts';
import type { Period, Zone } from './unpack-zone.ts';

/** A local time type of the file format (RFC 8536): what the clocks show during a period. */
interface TimeType {
  readonly offsetSeconds: number;
  readonly abbreviation: string;
  readonly isSummer: boolean;
}

/** A zone as a TZif file of version 2, without the obsolete 32-bit part. */
export function encodeTzif(zone: Zone): Buffer {
  const { posix, coveredPeriods } = futureOf(zone);
  const periods = zone.periods.slice(0, zone.periods.length - coveredPeriods);
  const types = periods.map((period, index) => typeOf(period, zone.periods[index - 1], zone.periods[index + 1]));
  const distinct = [...new Map(types.map((type) => [keyOf(type), type])).values()];
  const keys = distinct.map(keyOf);
  const transitions = periods.slice(0, -1).map((period, index) => ({
    atSeconds: period.untilSeconds,
    type: keys.indexOf(keyOf(types[index + 1] ?? types[0] ?? (distinct[0] as TimeType))),
  }));
  const { texts, starts } = designations(distinct);
  return Buffer.concat([
    header({ transitions: 0, types: 1, characters: 1 }),
    Buffer.alloc(7),
    header({ transitions: transitions.length, types: distinct.length, characters: texts.length }),
    ...transitions.map(({ atSeconds }) => int64(atSeconds)),
    Buffer.from(transitions.map(({ type }) => type)),
    ...distinct.map((type) => timeTypeRecord(type, starts.get(type.abbreviation) ?? 0)),
    texts,
    Buffer.from(`\n${posix}\n`, 'latin1'),
  ]);
}

/** Longest period that can be a summer time; the data do not say which periods are. */
const longestSummerSeconds = 330 * 86_400;

function typeOf(period: Period, before: Period | undefined, after: Period | undefined): TimeType {
  const { offsetSeconds, abbreviation, untilSeconds } = period;
  const isShort = before !== undefined && untilSeconds - before.untilSeconds < longestSummerSeconds;
  const isAhead = [before, after].every((other) => other !== undefined && other.offsetSeconds < offsetSeconds);
  return { offsetSeconds, abbreviation, isSummer: isShort && isAhead };
}

function keyOf({ offsetSeconds, abbreviation, isSummer }: TimeType): string {
  return `${offsetSeconds} ${abbreviation} ${isSummer}`;
}

function designations(types: readonly TimeType[]) {
  const starts = new Map<string, number>();
  let text = '';
  for (const { abbreviation } of types) {
    if (starts.has(abbreviation)) continue;
    starts.set(abbreviation, text.length);
    text += `${abbreviation}\0`;
  }
  return { texts: Buffer.from(text, 'latin1'), starts };
}

/** Magic, version, and the six counts; leap seconds and standard/universal indicators are not used. */
function header(counts: { transitions: number; types: number; characters: number }): Buffer {
  const bytes = Buffer.alloc(44);
  bytes.write('TZif2', 'latin1');
  bytes.writeUInt32BE(counts.transitions, 32);
  bytes.writeUInt32BE(counts.types, 36);
  bytes.writeUInt32BE(counts.characters, 40);
  return bytes;
}

function timeTypeRecord({ offsetSeconds, isSummer }: TimeType, designation: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeInt32BE(offsetSeconds, 0);
  bytes.writeUInt8(isSummer ? 1 : 0, 4);
  bytes.writeUInt8(designation, 5);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
