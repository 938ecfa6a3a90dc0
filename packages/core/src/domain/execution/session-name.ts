import type { ExecutionId } from '../ids.ts';

const pattern = /^dtr-(exec-[0-7][0-9A-HJKMNP-TV-Z]{25})-([0-9]{1,13})$/;

/** Whose session it is and when it has no business being alive any more, so that a sweep needs to ask nobody else. */
export function sandboxSessionName(executionId: ExecutionId, endsAtEpochSeconds: number): string {
  return `dtr-${executionId}-${endsAtEpochSeconds}`;
}

/** `undefined` for a session that is none of ours. */
export function parseSandboxSessionName(name: string) {
  const [, executionId, seconds] = pattern.exec(name) ?? [];
  return executionId === undefined
    ? undefined
    : { executionId: executionId as ExecutionId, endsAtEpochSeconds: Number(seconds) };
}
