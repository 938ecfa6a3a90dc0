from datetime import date, timedelta
from typing import TypedDict


class CalendarFacts(TypedDict):
    iso_week: str
    week_start: str
    week_end: str
    weekday: str
    day_of_year: int
    quarter: int
    leap_year: bool
    days_in_month: int


def calendar_facts(day: str) -> CalendarFacts:
    """Where a day lies in its ISO week, month, quarter and year.

    Args:
        day: The day as YYYY-MM-DD.
    """
    found = date.fromisoformat(day)
    year, week, weekday = found.isocalendar()
    monday = found - timedelta(days=weekday - 1)
    next_month = (found.replace(day=1) + timedelta(days=31)).replace(day=1)
    return {
        "iso_week": f"{year}-W{week:02d}",
        "week_start": monday.isoformat(),
        "week_end": (monday + timedelta(days=6)).isoformat(),
        "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday - 1],
        "day_of_year": found.timetuple().tm_yday,
        "quarter": (found.month + 2) // 3,
        "leap_year": date(found.year, 3, 1) - date(found.year, 2, 1) == timedelta(days=29),
        "days_in_month": (next_month - timedelta(days=1)).day,
    }
