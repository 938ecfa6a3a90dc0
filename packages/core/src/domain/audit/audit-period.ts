import { AppError } from '../app-error.ts';
import { parseInstant } from '../instant.ts';
import { firstUlidAt } from '../ulid.ts';

const dayMs = 86_400_000;
/** Longest period of one list. */
const periodDays = 31;

/** From one instant to another, both included. */
export interface AuditPeriod {
  readonly from: Date;
  readonly to: Date;
}

/** What is left out: up to now, and from a day before the end. Throws `request.invalid`. */
export function auditPeriod(given: { readonly from?: string; readonly to?: string }, now: Date): AuditPeriod {
  const to = given.to === undefined ? now : parseInstant(given.to);
  const from = given.from === undefined ? to && new Date(to.getTime() - dayMs) : parseInstant(given.from);
  if (from && to && from <= to && to.getTime() - from.getTime() <= periodDays * dayMs) return { from, to };
  throw new AppError('request.invalid', 'The period is not accepted.', {
    details: {
      errors: [{ pointer: '/query/from', message: `must be an instant at most ${periodDays} days before "to"` }],
    },
  });
}

/** The smallest id that is too new for the period. */
export function firstAfter({ to }: AuditPeriod): string {
  return firstUlidAt(new Date(to.getTime() + 1));
}

/** Its UTC days, the newest first. */
export function daysOf({ from, to }: AuditPeriod): readonly string[] {
  const days: string[] = [];
  const first = from.toISOString().slice(0, 10);
  for (let at = to.getTime(); ; at -= dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day < first) return days;
    days.push(day);
  }
}
