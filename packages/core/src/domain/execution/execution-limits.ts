import { limits, type SandboxTier, type ToolLimits } from '@dtr/contracts';
import type { AppliedPolicy } from '../policy/applied-policy.ts';

/** A policy may have become stricter than an older version asks for. */
export function cappedBy({ document }: AppliedPolicy, asked: ToolLimits): ToolLimits {
  return {
    timeoutSeconds: Math.min(asked.timeoutSeconds, document.limits.timeoutSeconds),
    memoryMb: Math.min(asked.memoryMb, document.limits.memoryMb),
  };
}

/** The least of what the tool may take, what the caller wants, and what anything can take at all. */
export function timeoutMsOf({ timeoutSeconds }: ToolLimits, wantedSeconds: number = limits.jobSeconds): number {
  return Math.min(timeoutSeconds, wantedSeconds, limits.jobSeconds) * 1_000;
}

/** Whether a caller cannot be kept waiting for the end. */
export function isLong(timeoutMs: number): boolean {
  return timeoutMs > limits.synchronousSeconds * 1_000;
}

/** Never weaker than demanded. Long runs belong into a session, which can be stopped; a Lambda cannot. */
export function tierFor(demanded: SandboxTier, timeoutMs: number): SandboxTier {
  return isLong(timeoutMs) ? 'microvm' : demanded;
}
