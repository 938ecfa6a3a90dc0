import type { Refusal } from '../../protocol/answer.ts';
import type { Breakdown } from './breakdown.ts';

export interface ReadRefusal {
  readonly refusal?: Refusal;
  /** False when the interpreter may have been shaken by it, as by a stack that ended. */
  readonly isOrdinary: boolean;
}

/**
 * Why the code was not compiled, when that is the code's fault: the harness says so, or the compiler went deeper than the
 * stack. Memory that is not enough for the compiler is no refusal; another call may be allowed more.
 */
export function readRefusal(breakdown: Breakdown | undefined, report: Buffer): ReadRefusal {
  if (breakdown?.type === 'RecursionError') {
    return { refusal: { type: breakdown.type, message: breakdown.message }, isOrdinary: false };
  }
  if (breakdown || report.length === 0) return { isOrdinary: true };
  const { outcome, error, isOrdinary } = JSON.parse(report.toString('utf8'));
  return outcome === 'refused' ? { refusal: error, isOrdinary } : { isOrdinary: true };
}
