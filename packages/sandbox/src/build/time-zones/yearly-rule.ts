/** "In month 3 (1 to 12), on the last (5) Sunday (0), so many seconds after local midnight". */
export interface YearlyRule {
  readonly month: number;
  readonly week: number;
  readonly weekday: number;
  readonly seconds: number;
}

const daySeconds = 86_400;
/** A rule like "the Friday before the last Sunday" only fits when told from a neighbouring day. */
const dayShifts = [0, 1, -1, 2, -2, 3, -3];

/** The rule by which all the local times, one a year, come about; absent when there is none. */
export function findYearlyRule(localSeconds: readonly number[]): YearlyRule | undefined {
  for (const shift of dayShifts) {
    const rule = ruleAt(localSeconds, shift);
    if (rule) return rule;
  }
  return undefined;
}

function ruleAt(localSeconds: readonly number[], shift: number): YearlyRule | undefined {
  const days = localSeconds.map((seconds) => describeDay(Math.floor(seconds / daySeconds) - shift));
  const [first] = days;
  const [seconds = 0] = localSeconds;
  if (!first) return undefined;
  const timeOfDay = seconds - Math.floor(seconds / daySeconds) * daySeconds;
  const isSame = days.every((day) => day.month === first.month && day.weekday === first.weekday);
  const isSameTime = localSeconds.every((each) => (each - timeOfDay) % daySeconds === 0);
  const week = days.every((day) => day.isLast) ? 5 : first.week;
  if (!isSame || !isSameTime || (week < 5 && days.some((day) => day.week !== week)) || week > 5) return undefined;
  return { month: first.month, week, weekday: first.weekday, seconds: timeOfDay + shift * daySeconds };
}

function describeDay(day: number) {
  const date = new Date(day * daySeconds * 1_000);
  const inAWeek = new Date((day + 7) * daySeconds * 1_000);
  return {
    month: date.getUTCMonth() + 1,
    weekday: date.getUTCDay(),
    week: Math.ceil(date.getUTCDate() / 7),
    isLast: inAWeek.getUTCMonth() !== date.getUTCMonth(),
  };
}
