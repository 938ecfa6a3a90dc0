/** What the interpreter itself reports. Written by code that ran beside untrusted code: every field is checked on arrival. */
export interface InterpreterReport {
  /** `returned`: the output follows. `raised`: an exception ended the call. The two others: the value is not handed over. */
  readonly outcome: 'returned' | 'raised' | 'not_serializable' | 'too_large' | 'out_of_memory';
  readonly outputBytes?: number;
  readonly error?: {
    readonly type: string;
    readonly message: string;
    readonly line?: number;
    readonly trace?: string;
    readonly path?: string;
  };
  /** False for endings that are more than an ordinary exception: an exit, an exhausted stack. */
  readonly isOrdinary?: boolean;
}

/** Why an interpreter would not compile the code. */
export interface Refusal {
  readonly type: string;
  readonly message: string;
  readonly line?: number;
  readonly trace?: string;
}

/** What the child process saw from outside the interpreter. */
export interface ChildReport {
  readonly durationMs: number;
  /** True when the interpreter will be made fresh again in this process; false when the process must end. */
  readonly isReusable: boolean;
  /** The interpreter was refused memory during this run. */
  readonly memoryRefused: boolean;
  /** The interpreter broke down instead of answering; `message` is fit to be shown. */
  readonly breakdown?: { readonly type: string; readonly message: string };
  /** The code did not compile and none of it ran. Taken down before any code could run, so it is no word of the code. */
  readonly refusal?: Refusal;
}

/** Answer payload: two JSON texts, each after its 32-bit length, then the output's JSON text. */
export function encodeAnswer(child: ChildReport, interpreter: Uint8Array, output: Uint8Array): Buffer[] {
  const head = Buffer.from(JSON.stringify(child));
  return [lengthOf(head), head, lengthOf(interpreter), Buffer.from(interpreter), Buffer.from(output)];
}

export function decodeAnswer(payload: Buffer): { child: unknown; interpreter: unknown; output: Buffer } {
  const child = cut(payload, 0);
  const interpreter = cut(payload, child.end);
  return {
    child: parse(child.bytes),
    interpreter: parse(interpreter.bytes),
    output: payload.subarray(interpreter.end),
  };
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length, 0);
  return length;
}

function cut(payload: Buffer, offset: number): { bytes: Buffer; end: number } {
  const end = offset + 4 + payload.readUInt32LE(offset);
  return { bytes: payload.subarray(offset + 4, end), end };
}

function parse(bytes: Buffer): unknown {
  return bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
}
