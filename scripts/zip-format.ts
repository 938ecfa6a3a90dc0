import { crc32, deflateRawSync } from 'node:zlib';

/** One file on its way into a zip. */
export interface ZipEntry {
  readonly name: Buffer;
  readonly crc: number;
  readonly bytes: number;
  readonly packed: Buffer;
}

const deflated = 8;
/** ZIP 2.0, which knows Deflate; and the host system, Unix, whose file modes follow. */
const neededVersion = 20;
const madeByUnix = (3 << 8) | neededVersion;
const readableFile = 0o100644;
const namesAreUtf8 = 0x0800;
/** A zip holds local time; a fixed one makes the bytes depend on the contents alone. 1980-01-01 is the earliest it can say. */
const fixedDate = (0 << 9) | (1 << 5) | 1;

/** Packs one file as tightly as zlib can. The same zlib gives the same bytes, and Node's comes with the pinned Node. */
export function zipEntry(name: string, contents: Buffer): ZipEntry {
  const packed = deflateRawSync(contents, { level: 9, memLevel: 6 });
  return { name: Buffer.from(name), crc: crc32(contents), bytes: contents.length, packed };
}

/** A zip without extra fields, comments or anything beyond 4 GB (PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = localHead(entry);
    files.push(head, entry.packed);
    directory.push(directoryHead(entry, offset));
    offset += head.length + entry.packed.length;
  }
  const directoryBytes = directory.reduce((total, { length }) => total + length, 0);
  return Buffer.concat([...files, ...directory, ending(entries.length, directoryBytes, offset)]);
}

const u16 = (value: number) => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** What both heads say of a file. */
const common = ({ name, crc, bytes, packed }: ZipEntry) => [
  ...u16(neededVersion),
  ...u16(namesAreUtf8),
  ...u16(deflated),
  ...u16(0),
  ...u16(fixedDate),
  ...u32(crc),
  ...u32(packed.length),
  ...u32(bytes),
  ...u16(name.length),
  ...u16(0),
];

function localHead(entry: ZipEntry): Buffer {
  return Buffer.concat([Buffer.from([...u32(0x04034b50), ...common(entry)]), entry.name]);
}

function directoryHead(entry: ZipEntry, offset: number): Buffer {
  const place = [...u16(0), ...u16(0), ...u16(0), ...u32((readableFile << 16) >>> 0), ...u32(offset)];
  return Buffer.concat([Buffer.from([...u32(0x02014b50), ...u16(madeByUnix), ...common(entry), ...place]), entry.name]);
}

function ending(count: number, directoryBytes: number, offset: number): Buffer {
  const disks = [...u16(0), ...u16(0)];
  return Buffer.from([
    ...u32(0x06054b50),
    ...disks,
    ...u16(count),
    ...u16(count),
    ...u32(directoryBytes),
    ...u32(offset),
    ...u16(0),
  ]);
}
