"""Serves one request in two calls: the first compiles its code, the second runs it. What they report goes into a channel."""

import os
import random
import sys

_out, _err = sys.stdout, sys.stderr
_accepted = None


def accept(channel):
    """Reads the request and compiles the very text in it. Writes an answer only when that does not go well.

    A call of its own: what is answered here is answered before any of the code ran, and so is no word of the code.
    """
    global _accepted
    request = _loads(_read(channel))
    code, refusal = compile_source(request["source"])
    _accepted = request, code
    if refusal:
        _write(channel, _dumps(refusal).encode("ascii") + b"\n")


def serve(channel):
    """Runs what was accepted."""
    global _accepted
    (request, code), _accepted = _accepted, None
    # The memory image holds one state of the generator; without this every run would draw the same numbers.
    random.seed()
    report, output = run_compiled(request, code)
    for stream in (_out, _err):
        try:
            stream.flush()
        except BaseException:
            pass
    _write(channel, _dumps(report).encode("ascii") + b"\n" + output)


def _read(channel):
    parts = []
    while part := os.read(channel, 65536):
        parts.append(part)
    return b"".join(parts)


def _write(channel, answer):
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(channel, rest):]
