import { randomFillSync } from 'node:crypto';
import { frameTypes } from '../../protocol/frames.ts';
import type { LogForwarder } from '../log-forwarder.ts';
import { pause } from '../pause.ts';
import type { FileSystem, FsOperations, FsStream } from './interpreter.ts';

/** Errors of the interpreter's C library: "not permitted", "illegal seek". */
const notPermitted = 63;
const illegalSeek = 70;

/** By this device the harness gets the request and hands over its answer. Code that finds it can only answer for itself. */
export interface Channel {
  readonly fd: number;
  begin(request: Uint8Array, maximumAnswerBytes: number): void;
  takeAnswer(): Buffer;
}

type Transfer = (bytes: Uint8Array) => number;
interface Driver {
  readonly read: Transfer;
  readonly write: Transfer;
}

/** Replaces every device by a few harmless ones, and the three standard streams by ones that feed the log. */
export function installDevices(FS: FileSystem, logs: LogForwarder): Channel {
  removeDevices(FS);
  const nothing: Driver = { read: () => 0, write: (bytes) => bytes.length };
  const log = (stream: typeof frameTypes.stdout | typeof frameTypes.stderr): Driver => ({
    read: () => 0,
    write: (bytes) => {
      logs.write(stream, bytes);
      return bytes.length;
    },
  });
  const entropy: Driver = { ...nothing, read: (bytes) => randomFillSync(bytes).length };
  const channel = createChannel(FS);
  const drivers: Record<string, Driver> = {
    stdin: nothing,
    stdout: log(frameTypes.stdout),
    stderr: log(frameTypes.stderr),
    channel: channel.driver,
    sleep: { ...nothing, write: sleep },
    null: nothing,
    zero: { ...nothing, read: (bytes) => bytes.fill(0).length },
    random: entropy,
    urandom: entropy,
  };
  for (const [minor, [name, driver]] of Object.entries(drivers).entries()) install(FS, name, driver, minor);
  for (const stream of FS.streams) if (stream) FS.close(stream);
  for (const [name, flags] of [
    ['stdin', 'r'],
    ['stdout', 'w'],
    ['stderr', 'w'],
  ] as const)
    FS.open(`/dev/${name}`, flags);
  return { fd: FS.open('/dev/channel', 'r+').fd, begin: channel.begin, takeAnswer: channel.takeAnswer };
}

/** Device numbers of what was removed stay known: code can make nodes for them, so their drivers go too. */
function removeDevices(FS: FileSystem): void {
  for (const name of FS.readdir('/dev')) {
    if (!FS.isDir(FS.lookupPath(`/dev/${name}`).node.mode)) FS.unlink(`/dev/${name}`);
  }
  const refuse = () => {
    throw new FS.ErrnoError(notPermitted);
  };
  for (const device of Object.values(FS.devices)) device.stream_ops = { open: refuse };
}

const ourMajorNumber = 200;

function install(FS: FileSystem, name: string, { read, write }: Driver, minor: number): void {
  const device = FS.makedev(ourMajorNumber, minor);
  const operations: FsOperations = {
    open: (stream: FsStream) => {
      stream.seekable = false;
    },
    read: (_stream, buffer: Int8Array, offset: number, length: number) => read(bytesOf(buffer, offset, length)),
    write: (_stream, buffer: Int8Array, offset: number, length: number) => write(bytesOf(buffer, offset, length)),
    llseek: () => {
      throw new FS.ErrnoError(illegalSeek);
    },
  };
  FS.registerDevice(device, operations);
  FS.mkdev(`/dev/${name}`, 0o666, device);
}

function bytesOf({ buffer, byteOffset }: Int8Array, offset: number, length: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset + offset, length);
}

/** Waits without using the processor. The argument is the text of a number of milliseconds. */
function sleep(bytes: Uint8Array): number {
  const milliseconds = Number(Buffer.from(bytes).toString('latin1'));
  pause(milliseconds);
  return bytes.length;
}

function createChannel(FS: FileSystem) {
  let request = new Uint8Array(0);
  let answer: Buffer[] = [];
  let room = 0;
  const driver: Driver = {
    read(bytes) {
      const next = request.subarray(0, bytes.length);
      bytes.set(next);
      request = request.subarray(next.length);
      return next.length;
    },
    write(bytes) {
      room -= bytes.length;
      if (room < 0) throw new FS.ErrnoError(notPermitted);
      answer.push(Buffer.from(bytes));
      return bytes.length;
    },
  };
  return {
    driver,
    begin(bytes: Uint8Array, maximumAnswerBytes: number) {
      request = new Uint8Array(bytes);
      answer = [];
      room = maximumAnswerBytes;
    },
    takeAnswer: () => Buffer.concat(answer.splice(0)),
  };
}
