"""Runs one tool in a session that runs nothing else, and says how it ended in words that the tool cannot speak.

The parts before this one, in the same namespace, are those by which the wasm tier compiles, calls, describes and serialises.
"""

import asyncio
import base64
import functools
import gc
import io
import operator
import os
import random
import sys


def run_tool(request_base64):
    request = _loads(base64.b64decode(request_base64))
    write, flush = sys.stdout.write, sys.stdout.flush
    engine = ".".join([sys.implementation.name + "-" + str(sys.version_info[0]), *map(str, sys.version_info[1:3])])
    secret = [os.urandom(16).hex()]
    write(f"\ndtr begin {secret[0]} {engine}\n")
    flush()
    # While the tool runs, nothing but a variable of reduce, which is written in C, holds the secret: no frame, no object and no
    # text that Python can look into. It is joined to the answer, and the method that writes both was looked up, before and after.
    write(functools.reduce(operator.add, _secret_and_answer(secret, request)))
    flush()


def _secret_and_answer(secret, request):
    yield secret.pop()
    yield _answer(request)


def _answer(request):
    code, refusal = compile_source(request["source"])
    if refusal:
        return _frame("refused", refusal)
    logs = [_open_log(request["limits"]["logBytes"]) for _ in range(2)]
    raise_limit = _limit_memory(request["memoryMb"])
    report, output = _run_alone(request, code, logs)
    raise_limit()
    stdout, stderr = [_text_of(log) for log in logs]
    truncated = any(log.buffer.raw.is_full for log in logs)
    answer = _frame("done", report, output, {"stdout": stdout, "stderr": stderr, "truncated": truncated})
    _quieten()
    return answer


def _frame(kind, report, output=b"", logs=None):
    return f" {kind} {_dumps({'report': report, 'logs': logs})}\n{output.decode()}\nend\n"


def _run_alone(request, code, logs):
    """The tool may print, and may run event loops, whatever the session itself does with both."""
    own_loop = asyncio._get_running_loop()
    own_streams = sys.stdout, sys.stderr
    asyncio._set_running_loop(None)
    sys.stdout, sys.stderr = logs
    random.seed()
    try:
        return run_compiled(request, code)
    finally:
        sys.stdout, sys.stderr = own_streams
        asyncio._set_running_loop(own_loop)


def run_until_done(awaitable):
    async def main():
        return await awaitable

    return asyncio.run(main())


class _Kept(io.RawIOBase):
    """Takes everything and keeps the beginning."""

    def __init__(self, most):
        super().__init__()
        self.kept = bytearray()
        self.most = most
        self.is_full = False

    def writable(self):
        return True

    def write(self, data):
        room = self.most - len(self.kept)
        self.kept += data[:room]
        self.is_full = self.is_full or len(data) > room
        return len(data)


def _open_log(most):
    return io.TextIOWrapper(io.BufferedWriter(_Kept(most)), "utf-8", "backslashreplace", line_buffering=True)


def _text_of(log):
    try:
        log.flush()
    except BaseException:
        pass
    return bytes(log.buffer.raw.kept).decode("utf-8", "ignore")


def _limit_memory(memory_mb):
    """Where the system has such a limit. Answers what takes it away again: what follows must not fail for want of memory."""
    try:
        import resource

        with open("/proc/self/statm") as statm:
            used = int(statm.read().split()[0]) * resource.getpagesize()
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (used + memory_mb * 1024 * 1024, before[1]))
    except (ImportError, OSError, ValueError):
        return lambda: None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, before)


def _quieten():
    """Takes away what the tool may have left behind to be called while its answer is written."""
    sys.settrace(None)
    sys.setprofile(None)
    gc.callbacks.clear()
    monitoring = getattr(sys, "monitoring", None)
    if monitoring:
        for tool in range(6):
            for bit in range(20):
                try:
                    monitoring.register_callback(tool, 1 << bit, None)
                except ValueError:
                    break
