import { encodeTzif } from './encode-tzif.ts';
import { unpackZone } from './unpack-zone.ts';

/** moment-timezone's `data/packed/latest.json`. */
export interface PackedTimeZones {
  /** IANA release, for example `2026f`. */
  readonly version: string;
  readonly zones: readonly string[];
  /** `target|other name`. */
  readonly links: readonly string[];
}

export interface TimeZoneArchive {
  /** JSON: zone name to start and end within the data. Links share the bytes of their target. */
  readonly index: string;
  readonly data: Buffer;
}

export function buildTimeZoneArchive({ zones, links }: PackedTimeZones): TimeZoneArchive {
  const places = new Map<string, readonly [start: number, end: number]>();
  const files = zones.map((packed) => {
    const zone = unpackZone(packed);
    return { name: zone.name, bytes: encodeTzif(zone) };
  });
  let start = 0;
  for (const { name, bytes } of files) {
    places.set(name, [start, start + bytes.length]);
    start += bytes.length;
  }
  for (const link of links) {
    const [target = '', name = ''] = link.split('|');
    const place = places.get(target);
    if (place) places.set(name, place);
  }
  const index = JSON.stringify(Object.fromEntries([...places].sort(([a], [b]) => (a < b ? -1 : 1))));
  return { index, data: Buffer.concat(files.map(({ bytes }) => bytes)) };
}
