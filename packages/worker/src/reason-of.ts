import { AppError } from '@dtr/core';
import { PoisonMessage } from './records/parse-message.ts';

/** What a log may say of a failure. Our own errors say nothing that must not be logged; of others only the kind and the place are known to be harmless. */
export function reasonOf(error: unknown) {
  if (error instanceof PoisonMessage) return { isPoison: true, reason: error.message };
  if (error instanceof AppError) return { code: error.code, reason: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
