import type { EngineName } from '@dtr/sandbox';
import type { LiveInterpreter } from '@dtr/sandbox/live';

/** One sandbox session: the processes of its interpreters, and what is told of it. */
export interface Session {
  readonly id: string;
  readonly interpreterId: string;
  readonly name: string | undefined;
  readonly timeoutSeconds: number;
  readonly createdAtMs: number;
  /** Changed by `open-sessions.ts` only, like all below. */
  status: 'READY' | 'TERMINATED';
  lastUpdatedAtMs: number;
  isBusy: boolean;
  /** Started when first needed. */
  readonly interpreters: Map<EngineName, LiveInterpreter>;
}

export const expiresAtMs = ({ createdAtMs, timeoutSeconds }: Session): number => createdAtMs + timeoutSeconds * 1_000;

export const instant = (ms: number): string => new Date(ms).toISOString();
