"""Executes code in one module that stays: what one execution leaves behind, the next one finds."""

import ast
import inspect
import linecache
import random
import sys
import traceback

_prefix = "<execution "
_executions = 0
_home = None


def prepare_live(channel):
    global _home
    _home = sys.modules["__main__"].__dict__
    _home["__execute__"] = lambda: execute(channel)


def execute(channel):
    """Runs the code that waits in the channel; what it raised goes to stderr, how it ended back into the channel."""
    global _executions
    source = _read(channel).decode()
    if _executions == 0:
        # The memory image holds one state of the generator; without this every session would draw the same numbers.
        random.seed()
    _executions += 1
    exit_code = 0
    try:
        _run(source, f"{_prefix}{_executions}>")
    except SystemExit as ending:
        exit_code = _exit_code(ending.code)
    except BaseException as error:
        exit_code = 1
        _tell(_describe_live(error))
    for stream in (_out, _err):
        try:
            stream.flush()
        except BaseException:
            pass
    _write(channel, _dumps({"exitCode": exit_code}).encode("ascii"))


def _run(source, name):
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    code = compile(source, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    result = eval(code, _home)
    if code.co_flags & inspect.CO_COROUTINE:
        run_until_done(result)


def _exit_code(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 255
    _tell(f"{code}\n")
    return 1


def _describe_live(error):
    """As Python itself would print it, from the first frame of the code on."""
    try:
        step = error.__traceback__
        while step is not None and not step.tb_frame.f_code.co_filename.startswith(_prefix):
            step = step.tb_next
        return "".join(traceback.format_exception(type(error), error, step))
    except BaseException:
        # An exception may refuse even to be described, or there may be no memory left for it.
        return f"{type(error).__name__}\n"


def _tell(text):
    try:
        _err.write(text)
    except BaseException:
        pass
