"""Sleeping through a device: the interpreter's own way to wait keeps the processor busy."""

import os
import time


def install_sleep():
    descriptor = os.open("/dev/sleep", os.O_WRONLY)
    write = os.write
    monotonic = time.monotonic

    def sleep(seconds, /):
        """Suspend execution for the given number of seconds."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        write(descriptor, b"%.3f" % (seconds * 1000))

    sleep.__module__ = "time"
    time.sleep = sleep
