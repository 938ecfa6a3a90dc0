from datetime import date, timedelta


def business_days_between(
    start: str, end: str, holidays: list[str] | None = None, weekend: list[int] | None = None
) -> int:
    """Count working days from start to end, both included; negative when end lies before start.

    Args:
        start: First day, ISO 8601.
        end: Last day, ISO 8601.
        holidays: Days off besides weekends.
        weekend: Days of the week that are off; 1 is Monday, 7 is Sunday. Saturday and Sunday when absent.
    """
    first, last = sorted(date.fromisoformat(day) for day in (start, end))
    off = set(weekend if weekend is not None else [6, 7])
    if not off <= set(range(1, 8)):
        raise ValueError("weekend holds numbers from 1 (Monday) to 7 (Sunday)")
    full_weeks, rest = divmod((last - first).days + 1, 7)
    days = full_weeks * (7 - len(off))
    days += sum((last - timedelta(days=back)).isoweekday() not in off for back in range(rest))
    for holiday in {date.fromisoformat(day) for day in holidays or []}:
        days -= first <= holiday <= last and holiday.isoweekday() not in off
    return days if start <= end else -days
