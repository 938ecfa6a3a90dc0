import type { Language } from '../run-request.ts';

/** What a live interpreter may be asked. Travels as JSON in a `run` frame; bytes of files as base64. */
export type LiveRequest =
  | {
      readonly kind: 'execute';
      readonly language: Language;
      readonly code: string;
      readonly memoryMb: number;
      readonly logBytes: number;
    }
  /** Forgets variables and modules; files stay. */
  | { readonly kind: 'clear' }
  /** Forgets everything: the next execution finds what the first one of a new process finds. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'write'; readonly path: string; readonly base64: string }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'list'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string };

/** What the interpreter says of an execution. Written beside untrusted code, and checked on arrival. */
export interface ExecutionReport {
  readonly exitCode: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly bytes: number;
}

export type FileFault = 'absent' | 'not-a-file' | 'not-a-directory' | 'no-space' | 'failed';

/** The answer to a request about files. */
export type FileAnswer =
  | { readonly fault: FileFault }
  | { readonly fault?: undefined; readonly base64?: string; readonly entries?: readonly DirectoryEntry[] };
