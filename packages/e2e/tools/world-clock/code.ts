interface Moment {
  zone: string;
  local: string;
  weekday: string;
  dayShift: number;
}

function wallClock(at: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'long', hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/**
 * Shows one instant in several time zones.
 * @param instant ISO 8601 with an offset or Z.
 * @param zones IANA names, for example Asia/Tokyo.
 */
export function worldClock(instant: string, zones: string[]): Moment[] {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || !/(?:Z|[+-]\d{2}:?\d{2})$/.test(instant)) {
    throw new RangeError(`"${instant}" is not an instant such as 2026-03-29T01:30:00Z`);
  }
  return zones.map((zone) => {
    const { year, month, day, hour, minute, weekday = '' } = wallClock(at, zone);
    const date = `${year}-${month}-${day}`;
    const dayShift = (Date.parse(date) - Date.parse(at.toISOString().slice(0, 10))) / 86_400_000;
    return { zone, local: `${date} ${hour}:${minute}`, weekday, dayShift };
  });
}
