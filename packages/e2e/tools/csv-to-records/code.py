import csv
import re
from datetime import date
from io import StringIO

INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})")
NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
BOOLEANS = {"true": True, "false": False, "yes": True, "no": False}


def is_date(cell):
    try:
        return bool(date.fromisoformat(cell)) and len(cell) == 10
    except ValueError:
        return False


def type_of(cells):
    """The narrowest type that fits every cell that is not empty."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "empty"
    if all(cell.lower() in BOOLEANS for cell in filled):
        return "boolean"
    if all(INTEGER.fullmatch(cell) for cell in filled):
        return "integer"
    if all(NUMBER.fullmatch(cell) for cell in filled):
        return "number"
    return "date" if all(is_date(cell) for cell in filled) else "string"


CONVERSIONS = {"boolean": lambda cell: BOOLEANS[cell.lower()], "integer": int, "number": float}


def unique_names(header):
    """Empty names become column_n, repeated ones get a number."""
    names = []
    for position, name in enumerate(header, start=1):
        wanted = base = name.strip() or f"column_{position}"
        copy = 2
        while wanted in names:
            wanted, copy = f"{base}_{copy}", copy + 1
        names.append(wanted)
    return names


def csv_to_records(text, delimiter=None):
    lines = text.removeprefix("\ufeff")
    if delimiter is None:
        first = lines.split("\n", 1)[0]
        delimiter = max([",", ";", "\t", "|"], key=first.count)
    rows = [row for row in csv.reader(StringIO(lines, newline=""), delimiter=delimiter) if any(map(str.strip, row))]
    if not rows:
        return {"columns": [], "records": []}
    names = unique_names(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > len(names):
            raise ValueError(f"row {number} has {len(row)} cells, the header has {len(names)}")
    body = [[cell.strip() for cell in row] + [""] * (len(names) - len(row)) for row in rows[1:]]
    types = [type_of([row[index] for row in body]) for index in range(len(names))]
    return {
        "columns": [{"name": name, "type": kind} for name, kind in zip(names, types)],
        "records": [
            {name: CONVERSIONS.get(kind, str)(cell) if cell else None for name, kind, cell in zip(names, types, row)}
            for row in body
        ],
    }
