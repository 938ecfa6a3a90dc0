import type { NamesByLanguage } from './policy-document.ts';

/** Pure functions, types and exceptions of CPython. */
const python = (
  'abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod complex dict divmod enumerate filter float format frozenset hash hex id int isinstance issubclass iter len list map max memoryview min next object oct ord pow print property range repr reversed round set slice sorted staticmethod str sum super tuple type zip ' +
  'Ellipsis NotImplemented None True False __debug__ __name__ __doc__ ' +
  'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError'
).split(' ');

/** ECMAScript built-ins, and what the sandbox adds for text, URLs and timers. */
const script = (
  'AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float16Array Float32Array Float64Array Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet FinalizationRegistry ' +
  'decodeURI decodeURIComponent encodeURI encodeURIComponent escape isFinite isNaN parseFloat parseInt undefined unescape arguments ' +
  'Reflect TextDecoder TextEncoder URL URLSearchParams atob btoa clearInterval clearTimeout console queueMicrotask setInterval setTimeout structuredClone'
).split(' ');

/** What the built-in policies let code use without defining it. */
export const allowedGlobals: NamesByLanguage = { python, javascript: script, typescript: script };
