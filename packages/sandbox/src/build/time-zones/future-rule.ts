import type { Period, Zone } from './unpack-zone.ts';
import { findYearlyRule, type YearlyRule } from './yearly-rule.ts';

/** How a zone goes on after the periods that are listed, and how many of those it already covers. */
export interface Future {
  /** In the form of the POSIX `TZ` variable. */
  readonly posix: string;
  readonly coveredPeriods: number;
}

/** Years from which a rule is read. The data end with 2037. */
const observedYears = 8;

/** Derives the rule behind the last years. A zone whose changes follow no rule keeps its last offset. */
export function futureOf({ periods }: Zone): Future {
  const last = periods.at(-1);
  if (!last) throw new RangeError('A zone has at least one period.');
  const changes = periods.slice(0, -1).map((period, index) => ({ before: period, after: periods[index + 1] ?? last }));
  const observed = changes.slice(-2 * observedYears);
  const [first, second] = observed;
  const constant = { posix: nameOf(last) + offsetOf(last), coveredPeriods: 0 };
  if (!first || !second || observed.length < 2 * observedYears || !isRecent(observed.at(-1)?.before)) return constant;
  const even = findYearlyRule(observed.filter((_, index) => index % 2 === 0).map(localSecondsOf));
  const odd = findYearlyRule(observed.filter((_, index) => index % 2 === 1).map(localSecondsOf));
  if (!even || !odd || !alternates(observed)) return constant;
  const [toSummer, toWinter, summer, winter] =
    first.after.offsetSeconds > second.after.offsetSeconds
      ? [even, odd, first.after, second.after]
      : [odd, even, second.after, first.after];
  const names =
    nameOf(winter) + offsetOf(winter) + nameOf(summer) + (isOneHour(summer, winter) ? '' : offsetOf(summer));
  // The first two changes observed stay listed, so that what comes before them is not judged by the rule.
  return { posix: `${names},${ruleText(toSummer)},${ruleText(toWinter)}`, coveredPeriods: observed.length - 2 };
}

interface Change {
  readonly before: Period;
  readonly after: Period;
}

function localSecondsOf({ before }: Change): number {
  return before.untilSeconds + before.offsetSeconds;
}

function isRecent(period: Period | undefined): boolean {
  return period !== undefined && period.untilSeconds >= Date.UTC(2037, 0, 1) / 1_000;
}

function alternates(changes: readonly Change[]): boolean {
  return changes.every(({ after }, index) => {
    const same = changes[index % 2]?.after;
    return same?.offsetSeconds === after.offsetSeconds && same.abbreviation === after.abbreviation;
  });
}

function isOneHour(summer: Period, winter: Period): boolean {
  return summer.offsetSeconds - winter.offsetSeconds === 3_600;
}

function nameOf({ abbreviation }: Period): string {
  return /^[A-Za-z]{3,}$/.test(abbreviation) ? abbreviation : `<${abbreviation}>`;
}

/** POSIX counts west of Greenwich as positive. */
function offsetOf({ offsetSeconds }: Period): string {
  return timeText(-offsetSeconds);
}

function ruleText({ month, week, weekday, seconds }: YearlyRule): string {
  return `M${month}.${week}.${weekday}/${timeText(seconds)}`;
}

function timeText(seconds: number): string {
  const [whole, rest] = [Math.floor(Math.abs(seconds) / 3_600), Math.abs(seconds) % 3_600];
  const minutes = `:${String(Math.floor(rest / 60)).padStart(2, '0')}`;
  const odd = rest % 60 === 0 ? '' : `:${String(rest % 60).padStart(2, '0')}`;
  return `${seconds < 0 ? '-' : ''}${whole}${rest === 0 ? '' : minutes + odd}`;
}
