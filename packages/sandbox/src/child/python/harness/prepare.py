"""Runs once per process, after the loader is done and before the memory image is taken."""

import builtins
import gc
import os
import sys


def prepare(channel):
    """Leaves nothing of the loader behind and makes the `__main__` module serve requests from `channel`."""
    _forget_loader()
    _set_environment()
    install_sleep()
    install_event_loop()
    sys.stdout.reconfigure(line_buffering=True)
    main = sys.modules["__main__"].__dict__
    main["__accept__"] = lambda: accept(channel)
    main["__serve__"] = lambda: serve(channel)
    gc.collect()
    # What exists now is never garbage. Left alone by the collector, its memory also stays clean.
    gc.freeze()


def _forget_loader():
    sys.meta_path[:] = [finder for finder in sys.meta_path if not _belongs_to_loader(type(finder).__module__)]
    for name in list(sys.modules):
        if _belongs_to_loader(name):
            del sys.modules[name]
    sys.meta_path.insert(0, _Absent)
    sys.path[:] = [entry for entry in sys.path if entry]
    for name in [key for key in vars(sys.modules["__main__"]) if not key.startswith("__")]:
        del sys.modules["__main__"].__dict__[name]


def _belongs_to_loader(name):
    return name.split(".")[0] in ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "ctypes", "_ctypes")


class _Absent:
    """A gentle answer for code that expects these modules; what bars the way is not this."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if _belongs_to_loader(name):
            raise ModuleNotFoundError(f"No module named {name!r} in this sandbox", name=name)


def _set_environment():
    for name in list(os.environ):
        if name != "HOME":
            del os.environ[name]
    os.environ.update({"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"})
    for name in ("exit", "quit", "copyright", "credits", "license"):
        if hasattr(builtins, name):
            delattr(builtins, name)
