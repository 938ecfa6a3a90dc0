import type { OutputLink } from '@dtr/contracts';

/** JSON texts too long for a row or an answer. Kept at least as long as an execution is. */
export interface OutputStore {
  /** Overwrites. Keys are made by the core from ids; they are paths like `executions/exec-…`. */
  put(key: string, json: string): Promise<void>;
  find(key: string): Promise<string | undefined>;
  /** Anyone with the link may read the text until it expires. Does not check that there is one. */
  link(key: string, seconds: number): Promise<Pick<OutputLink, 'url' | 'expiresAt'>>;
}
