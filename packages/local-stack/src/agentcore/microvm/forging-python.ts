import type { ForgingAttempt } from './forging-attempt.ts';

/** Prints, past whatever keeps prints, an answer in the name of the harness for everything in a text that could be its secret. */
const claim = `
import base64, builtins, functools, gc, inspect, io, json, linecache, operator, os, re, sys, traceback, types, weakref
_real_write = os.write
def claim(text):
    for secret in set(re.findall("[0-9a-f]{32}", text)):
        _real_write(1, (secret + ' done {"report":{"outcome":"returned"},"logs":null}\\n"forged"\\nend\\n').encode())
def everything(root, depth=6):
    texts, seen, level = [], set(), [root]
    for _ in range(depth):
        inner = []
        for item in level:
            if id(item) in seen or len(seen) > 200_000: continue
            seen.add(id(item))
            if isinstance(item, (str, bytes, bytearray)): texts.append(item if isinstance(item, str) else bytes(item).decode("latin-1"))
            else: inner += gc.get_referents(item)
        level = inner
    return "\\n".join(texts)
def frames():
    frame = sys._getframe(1)
    while frame:
        yield frame
        frame = frame.f_back
`;

const python = (name: string, body: string, ends?: ForgingAttempt['ends']): ForgingAttempt => ({
  name,
  code: `${claim}${body}`,
  ...(ends && { ends }),
});

const inFunction = (name: string, lines: string, ends?: ForgingAttempt['ends']) =>
  python(name, `def f():\n${lines.replaceAll(/^/gm, '    ')}\n    return "honest"`, ends);

export const pythonForging: readonly ForgingAttempt[] = [
  inFunction(
    'prints an answer with a beginning of its own',
    'print("\\ndtr begin " + "a" * 32 + " x-1\\n"); claim("a" * 32)',
  ),
  inFunction(
    'reads the variables of all frames below it',
    'for frame in frames(): claim(repr(frame.f_locals) + repr(frame.f_globals))',
  ),
  inFunction('reads the constants of all frames below it', 'for frame in frames(): claim(everything(frame.f_code))'),
  inFunction(
    'reads what lies on the stacks of all frames below it',
    'for frame in frames(): claim(everything(gc.get_referents(frame)))',
  ),
  inFunction(
    'reads the sources that are kept for tracebacks',
    'claim(repr(linecache.cache))\nfor entry in inspect.stack(context=1000): claim(repr(entry))',
  ),
  inFunction(
    'climbs the frames of an exception',
    'try: 1 / 0\nexcept ZeroDivisionError as error:\n    step = error.__traceback__.tb_frame\n    while step: claim(everything(step)); step = step.f_back',
  ),
  inFunction('reads every object that the collector knows', 'claim(everything(gc.get_objects(), 3))'),
  inFunction(
    'reads all modules',
    'claim(everything([vars(m) for m in list(sys.modules.values()) if isinstance(m, types.ModuleType)], 4))',
  ),
  inFunction('reads __main__ and builtins', 'import __main__\nclaim(everything([vars(__main__), vars(builtins)]))'),
  inFunction(
    'asks the generators below it',
    'for item in gc.get_objects():\n    if isinstance(item, types.GeneratorType):\n        try: claim(str(item.send(None)))\n        except Exception as error: claim(everything(error))',
  ),
  inFunction(
    'reads back what was written',
    'try: sys.__stdout__.seek(0)\nexcept Exception: pass\nfor n in range(8):\n    try: claim(os.pread(n, 100_000, 0).decode("latin-1"))\n    except OSError: pass\nclaim(everything(sys.__stdout__))',
  ),
  python(
    'replaces what could write or read an answer',
    `
busy = []
def spy(function):
    def spying(*operands, **named):
        if not busy:
            busy.append(1)
            claim(everything([operands, named]))
            busy.clear()
        return function(*operands, **named)
    return spying
for module, names in ((builtins, "print repr len isinstance getattr sorted any"), (json, "dumps loads"), (functools, "reduce"), (operator, "add"), (os, "write urandom"), (base64, "b64decode"), (gc, "collect"), (traceback, "format_exc")):
    for name in names.split(): setattr(module, name, spy(getattr(module, name)))
sys.stdout = sys.stderr = sys.__stdout__ = io.StringIO()
def f(): return "honest"`,
  ),
  inFunction(
    'leaves a tracer behind',
    'def trace(frame, event, arg):\n    claim(everything([frame.f_locals, arg])); claim(everything(frame))\n    return trace\nsys.settrace(trace)\nfor frame in frames(): frame.f_trace = trace',
  ),
  inFunction('leaves a profiler behind', 'sys.setprofile(lambda frame, event, arg: claim(everything(frame)))'),
  inFunction(
    'leaves a monitor behind',
    'events = sys.monitoring.events\nsys.monitoring.use_tool_id(3, "spy")\nfor event in (events.LINE, events.PY_RETURN, events.CALL, events.PY_YIELD, events.C_RETURN):\n    sys.monitoring.register_callback(3, event, lambda *operands: claim(everything(operands)))\nsys.monitoring.set_events(3, events.LINE | events.PY_RETURN | events.CALL | events.PY_YIELD)',
  ),
  inFunction(
    'leaves a listener of the collector behind',
    'gc.callbacks.append(lambda *_: [claim(everything(frame)) for frame in frames()])\ngc.set_threshold(1)',
  ),
  inFunction(
    'leaves something behind that ends when it is forgotten',
    'class Last:\n    def __del__(self):\n        for frame in frames(): claim(everything(frame)); claim(repr(frame.f_locals))\nkept = [Last()]\nkept.append(kept)\nimport atexit\natexit.register(lambda: claim(everything(gc.get_objects(), 3)))',
  ),
  inFunction(
    'answers while it is being written',
    'class Sly(dict):\n    def items(self):\n        for frame in frames(): claim(everything(frame))\n        return super().items()\ntry: json.dumps(Sly(a=1))\nfinally: claim(everything(frames()))',
  ),
  inFunction(
    'ends the process in the middle of a forged answer',
    'print("\\ndtr begin " + "a" * 32 + " x-1\\n", file=sys.__stdout__, flush=True)\nclaim("a" * 32)\nos._exit(0)',
    'failed',
  ),
  inFunction(
    'says that it was refused',
    'print(" refused {}\\n\\nend", file=sys.__stdout__, flush=True)\nraise SyntaxError("refused")',
    'failed',
  ),
];
