from datetime import date, datetime, timedelta, timezone
from typing import NotRequired, TypedDict
from zoneinfo import ZoneInfo


class Participant(TypedDict):
    name: str
    time_zone: str
    start: str
    end: str
    busy: NotRequired[list[list[str]]]


class Request(TypedDict):
    date: str
    minutes: int
    participants: list[Participant]
    step_minutes: NotRequired[int]


def _instant(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(timezone.utc)


def _free(person: Participant, day: date) -> list[tuple[datetime, datetime]]:
    """Working hours around the day in UTC, busy intervals cut out."""
    zone = ZoneInfo(person["time_zone"])
    days = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
    free = [(_instant(f"{d}T{person['start']}", zone), _instant(f"{d}T{person['end']}", zone)) for d in days]
    for begin, end in person.get("busy", []):
        busy_from, busy_to = _instant(begin, zone), _instant(end, zone)
        parts = [(a, min(b, busy_from)) for a, b in free] + [(max(a, busy_to), b) for a, b in free]
        free = sorted({(a, b) for a, b in parts if a < b})
    return free


def find_meeting_slots(input: Request) -> list[dict[str, object]]:
    """Find starts on a day (the first participant's) when everybody works and nobody is busy."""
    people = input["participants"]
    if not people or input["minutes"] < 1:
        raise ValueError("a meeting needs at least one participant and one minute")
    zone = ZoneInfo(people[0]["time_zone"])
    start = _instant(f"{input['date']}T00:00", zone)
    end = _instant(f"{date.fromisoformat(input['date']) + timedelta(days=1)}T00:00", zone)
    length, step = timedelta(minutes=input["minutes"]), timedelta(minutes=input.get("step_minutes", 30))
    calendars = [_free(person, date.fromisoformat(input["date"])) for person in people]
    slots = []
    while start < end:
        if all(any(a <= start and start + length <= b for a, b in free) for free in calendars):
            local = {p["name"]: start.astimezone(ZoneInfo(p["time_zone"])).strftime("%H:%M") for p in people}
            slots.append({"utc": start.strftime("%Y-%m-%dT%H:%MZ"), "local": local})
        start += step
    return slots
