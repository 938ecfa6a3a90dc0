from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FIELDS = [("minute", 0, 59), ("hour", 0, 23), ("day of month", 1, 31), ("month", 1, 12), ("day of week", 0, 7)]
NAMES = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
NAMES |= {name: number for number, name in enumerate("sun mon tue wed thu fri sat".split())}


def field_values(text, name, low, high):
    """The numbers that one field allows: *, a, a-b, steps, lists and English short names."""
    values = set()
    for part in text.lower().split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        try:
            start = low if span == "*" else NAMES.get(first) if first in NAMES else int(first)
            stop = high if span == "*" or (step and not dash) else NAMES.get(last, last) if dash else start
            numbers = range(start, int(stop) + 1, int(step or 1))
        except ValueError:
            raise ValueError(f"{name}: {part!r} is not a number, range, list or step") from None
        if not numbers or numbers[0] < low or numbers[-1] > high:
            raise ValueError(f"{name}: {part!r} does not lie between {low} and {high}")
        values.update(numbers)
    return values


def next_cron_runs(expression, after, count=5, time_zone="UTC"):
    """List the next runs of a five-field cron expression; times that a clock change skips do not run."""
    parts = expression.split()
    if len(parts) != 5:
        raise ValueError(f"expression has {len(parts)} fields; five are needed: minute hour day month weekday")
    minutes, hours, days, months, weekdays = (field_values(part, *field) for part, field in zip(parts, FIELDS))
    weekdays = {day % 7 for day in weekdays}
    zone, runs = ZoneInfo(time_zone), []
    since = datetime.fromisoformat(after)
    since = since.astimezone(zone) if since.tzinfo else since.replace(tzinfo=zone)
    day = since.date()
    for _ in range(366 * 9):
        fits = [day.day in days, day.isoweekday() % 7 in weekdays]
        # As cron does: when both day fields are restricted, either one is enough.
        either = parts[2] != "*" and parts[4] != "*"
        if day.month in months and (any(fits) if either else all(fits)):
            for hour in sorted(hours):
                for minute in sorted(minutes):
                    run = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
                    instant = run.astimezone(timezone.utc)
                    exists = instant.astimezone(zone).replace(tzinfo=None) == run.replace(tzinfo=None)
                    if exists and instant > since.astimezone(timezone.utc):
                        runs.append(run.isoformat())
                        if len(runs) == count:
                            return runs
        day += timedelta(days=1)
    return runs
