"""Compiles the code, defines it, calls its function, and says how that ended. Runs in interpreters of others too."""

import builtins
import inspect
import json
import linecache
import sys
import types

_loads = json.loads
_dumps = json.dumps


class _Fault(Exception):
    """The request and the code do not fit together."""

    def __init__(self, type_name, message):
        super().__init__(message)
        self.type_name = type_name


def compile_source(source):
    """The compiled code and no refusal, or the other way round. None of the code has run then."""
    try:
        return compile(source, source_name, "exec", dont_inherit=True), None
    except MemoryError as error:
        is_grammar = "too complex to parse" in str(error)
        return None, _refused(error) if is_grammar else {"outcome": "out_of_memory"}
    except (SyntaxError, ValueError, OverflowError, RecursionError) as error:
        return None, _refused(error)


def _refused(error):
    return {"outcome": "refused", "error": describe(error), "isOrdinary": isinstance(error, (SyntaxError, ValueError))}


def run_compiled(request, code):
    try:
        value = _call(request, code)
        output = to_json(value)
    except _Fault as fault:
        return _raised({"type": fault.type_name, "message": str(fault)}, True), b""
    except NotSerializable as fault:
        error = {"type": "NotSerializable", "message": fault.message, "path": fault.path}
        return {"outcome": "not_serializable", "error": error, "isOrdinary": True}, b""
    except MemoryError:
        return {"outcome": "out_of_memory"}, b""
    except BaseException as error:
        is_ordinary = isinstance(error, Exception) and not isinstance(error, RecursionError)
        return _raised(describe(error), is_ordinary), b""
    size = len(output)
    if size > request["limits"]["outputBytes"]:
        return {"outcome": "too_large", "outputBytes": size, "isOrdinary": True}, b""
    return {"outcome": "returned"}, output


def _raised(error, is_ordinary):
    return {"outcome": "raised", "error": error, "isOrdinary": is_ordinary}


def _call(request, code):
    module = _define(request["source"], code)
    function = _find(module, request["functionName"])
    arguments = _loads(request["argumentsJson"])
    result = function(**arguments) if request["calling"] == "named" else function(arguments)
    return run_until_done(result) if inspect.isawaitable(result) else result


def _define(source, code):
    module = types.ModuleType("main")
    # Not the harness's own copy, which code would otherwise get from its caller.
    module.__builtins__ = builtins
    # Dataclasses, pickle and type hints look the module up by its name.
    sys.modules["main"] = module
    linecache.cache[source_name] = (len(source), None, source.splitlines(True), source_name)
    exec(code, module.__dict__)
    return module


def _find(module, name):
    missing = object()
    function = getattr(module, name, missing)
    if function is missing:
        functions = [key for key, value in vars(module).items() if isinstance(value, types.FunctionType)]
        defined = f"It defines: {', '.join(functions[:20])}." if functions else "It defines no function."
        raise _Fault("FunctionNotFound", f"The code does not define {name!r}. {defined}")
    if not callable(function):
        raise _Fault("NotAFunction", f"{name!r} is of type {type(function).__qualname__}, not a function.")
    return function
