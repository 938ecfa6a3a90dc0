"""Turns what the code returned into JSON text, or says which part of it is not JSON and what to return instead."""

import dataclasses
import datetime
import decimal
import enum
import inspect
import json
import types


class NotSerializable(Exception):
    def __init__(self, path, message):
        super().__init__(message)
        self.path = path
        self.message = message


def _default(value):
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields_of(value)
    raise TypeError


def _fields_of(value):
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_default)


def to_json(value):
    """The JSON text of a value, in UTF-8."""
    try:
        return _encoder.encode(value).encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        fault = _find_fault(value)
        if fault is None:
            raise
    raise NotSerializable(*fault)


_deepest = 500


def _find_fault(root):
    """The first value, in the order of the output, that JSON cannot hold. Keeps its own stack: values may be deep."""
    pending = [(root, "", ())]
    while pending:
        value, path, ancestors = pending.pop()
        reason = _reason_against(value)
        if reason is None and id(value) in ancestors:
            reason = "The value contains itself; JSON has no references."
        if reason is None and len(ancestors) > _deepest:
            reason = f"The value is nested more than {_deepest} levels deep."
        if reason is not None:
            return path, reason
        try:
            children = _children_of(value)
        except NotSerializable as fault:
            return path + fault.path, fault.message
        inner = (*ancestors, id(value)) if children else ancestors
        pending.extend((child, f"{path}/{step}", inner) for step, child in reversed(children))
    return None


def _children_of(value):
    if isinstance(value, (list, tuple)):
        return list(enumerate(value))
    if dataclasses.is_dataclass(value):
        value = _fields_of(value)
    if isinstance(value, dict):
        return [(_escape(_name_of(key)), item) for key, item in value.items()]
    return []


def _name_of(key):
    if isinstance(key, str):
        if _is_text(key):
            return key
        raise NotSerializable("", "A key is text with half of a surrogate pair; it is not valid Unicode.")
    if key is None or isinstance(key, (bool, int)) or (isinstance(key, float) and key - key == 0):
        return json.dumps(key)
    raise NotSerializable("", f"A key is of type {_type_name(key)}. Keys must be str, int, float, bool or None.")


def _escape(name):
    return name.replace("~", "~0").replace("/", "~1")


def _is_text(value):
    try:
        value.encode("utf-8")
        return True
    except UnicodeEncodeError:
        return False


_returnable = "Return dict, list, tuple, str, int, float, bool, None or dataclasses."
# First match wins, so a narrower type stands before a wider one.
_hints = (
    (enum.Enum, "Return its .value."),
    ((bytes, bytearray, memoryview), "Return text: value.decode(), or base64.b64encode(value).decode()."),
    ((set, frozenset), "Return a list: sorted(value) or list(value)."),
    ((datetime.datetime, datetime.date, datetime.time), "Return value.isoformat()."),
    (datetime.timedelta, "Return value.total_seconds()."),
    (decimal.Decimal, "Return str(value) or float(value)."),
    (complex, "Return [value.real, value.imag]."),
    ((types.CoroutineType, types.AsyncGeneratorType), "Await it, or collect what it yields into a list."),
    (types.GeneratorType, "Return list(value)."),
    ((types.FunctionType, types.BuiltinFunctionType, types.MethodType), "Return the result of calling it."),
    (type, _returnable),
)


def _reason_against(value):
    """Why a value cannot stand in JSON, its children left aside; None when it can."""
    if isinstance(value, str):
        return None if _is_text(value) else "The text has half of a surrogate pair in it; it is not valid Unicode."
    if value is None or isinstance(value, (bool, list, tuple, dict)):
        return None
    if isinstance(value, int):
        return _reason_against_int(value)
    if isinstance(value, float):
        return None if value - value == 0 else f"{value!r} is not a JSON number. Return None or a string instead."
    for kind, hint in _hints:
        if isinstance(value, kind):
            return f"A value of type {_type_name(value)} is not JSON. {hint}"
    if dataclasses.is_dataclass(value):
        return None
    hint = "Return list(value)." if hasattr(type(value), "__next__") or isinstance(value, _views) else _returnable
    return f"A value of type {_type_name(value)} is not JSON. {hint}"


_views = (type({}.keys()), type({}.values()), type({}.items()), range)


def _reason_against_int(value):
    try:
        int.__repr__(value)
        return None
    except ValueError:
        return "The integer has more than 4300 digits. Return it as hex(value)."


def _type_name(value):
    return type(value).__qualname__
