"""Describes an exception in the terms of the submitted source: its lines, and no frame that is not its own."""

import traceback

source_name = "main.py"
_most_frames = 40


def describe(error):
    try:
        return _describe(error)
    except BaseException:
        # An exception may refuse even to be described, or there may be no memory left for it.
        return {"type": type(error).__name__, "message": ""}


def _describe(error):
    described = traceback.TracebackException.from_exception(error, compact=True)
    _keep_own_frames(described)
    report = {"type": type(error).__qualname__, "message": _message_of(error)}
    line = _line_of(error)
    if line is not None:
        report["line"] = line
    if described.stack or isinstance(error, SyntaxError):
        report["trace"] = "".join(described.format(chain=True)).rstrip("\n")
    return report


def _keep_own_frames(described):
    seen = set()
    pending = [described]
    while pending:
        item = pending.pop()
        if item is None or id(item) in seen:
            continue
        seen.add(id(item))
        own = [frame for frame in item.stack if frame.filename == source_name]
        item.stack = traceback.StackSummary.from_list(own[:_most_frames // 2] + own[-_most_frames // 2:]
                                                      if len(own) > _most_frames else own)
        pending += [item.__cause__, item.__context__, *(item.exceptions or ())]


def _message_of(error):
    if isinstance(error, SyntaxError):
        return str(error.msg)
    if isinstance(error, SystemExit):
        return f"The code called exit with {error.code!r} instead of returning."
    return str(error)


def _line_of(error):
    if isinstance(error, SyntaxError) and error.filename == source_name:
        return error.lineno
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == source_name:
            line = step.tb_lineno
        step = step.tb_next
    return line
