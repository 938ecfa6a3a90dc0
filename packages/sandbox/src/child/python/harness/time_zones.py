"""The time zone database out of one block of bytes in memory. zoneinfo would look for files and find none."""

import io
import json
import zoneinfo
import zoneinfo._common


def install_time_zones(index_file, data_file):
    """The index maps the name of a zone to the start and end of its TZif bytes within the data."""
    with open(index_file, encoding="utf-8") as file:
        index = json.load(file)
    with open(data_file, "rb") as file:
        data = file.read()

    def load_tzdata(key):
        try:
            start, end = index[key]
        except (KeyError, TypeError):
            raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {key}") from None
        return io.BytesIO(data[start:end])

    def available_timezones():
        """Returns a set containing all available time zones."""
        return set(index)

    zoneinfo._common.load_tzdata = load_tzdata
    zoneinfo.available_timezones = available_timezones
    zoneinfo.reset_tzpath(())
