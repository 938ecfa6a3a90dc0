/*
 * Runs one tool in a session that runs nothing else, and says how it ended in words that the tool cannot speak: the secret is known
 * to one closure and to who reads the first line. What is used once the tool has run is looked up before; the tool may replace
 * every global and every method, and what it replaces is its own. `makeCall`, `makeSerialize` and `makeInspect` are the parts by which the wasm
 * tier calls, describes, serialises and shows.
 */

async ({ makeCall, makeSerialize, makeInspect }, { request, tool }) => {
  const { log } = console;
  const { stringify } = JSON;
  const { apply } = Reflect;
  const { defineProperty } = Object;
  const { slice, charCodeAt } = String.prototype;
  const { setTimeout, setInterval, clearTimeout } = globalThis;
  const requestJson = stringify(request);
  const broken = stringify({
    outcome: 'raised',
    error: { type: 'InterpreterBreakdown', message: 'The code brought the interpreter down.' },
  });
  const define = (target, name, value) =>
    defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  const newSecret = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const engine = () => {
    if (typeof Deno !== 'undefined') return `deno-${Deno.version.deno}`;
    if (typeof process !== 'undefined') return `node-${process.versions.node}`;
    return typeof InternalError === 'function' ? 'quickjs' : 'javascript';
  };
  const secret = newSecret();
  log(`\ndtr begin ${secret} ${engine()}`);
  log(`${secret}${await answer()}`);

  async function answer() {
    const parts = { out: '', err: '', isFull: false };
    const stopTimers = catchTimers((error) => call.fail(error));
    replaceConsole(parts, request.limits.logBytes);
    let whenDone;
    const done = new Promise((resolve) => {
      whenDone = resolve;
    });
    const call = makeCall({ module: openModule(), timers: {}, reopen() {}, rename, whenDone });
    const serialize = makeSerialize();
    const refusal = await run(call);
    if (refusal) return frame('refused', refusal, 'null', '');
    await done;
    stopTimers();
    const logs = `{"stdout":${stringify(parts.out)},"stderr":${stringify(parts.err)},"truncated":${parts.isFull}}`;
    try {
      const finished = call.finish(serialize);
      const bytes = bytesOf(finished[1]);
      if (bytes <= request.limits.outputBytes) return frame('done', finished[0], logs, finished[1]);
      return frame('done', `{"outcome":"too_large","outputBytes":${bytes}}`, logs, '');
    } catch {
      return frame('done', broken, logs, '');
    }
  }

  /** Answers the report of what the interpreter would not compile. Said before any of the tool's code could run. */
  async function run(call) {
    let hasBegun = false;
    const beginning = '\u0000begin';
    define(globalThis, beginning, () => {
      hasBegun = true;
      delete globalThis[beginning];
    });
    const isRefused = (error) =>
      !hasBegun && (error?.name === 'SyntaxError' || /stack (overflow|size exceeded)/.test(error?.message));
    const evaluate = async (source) => call.begin(requestJson, await moduleOf(source));
    try {
      await evaluate(tool.source + tool.lastLine).catch((error) => {
        if (!isRefused(error)) throw error;
        // Without the line that is not the tool's, what is said of the code is said of the code alone.
        return evaluate(tool.source);
      });
    } catch (error) {
      if (isRefused(error)) return refusalOf(call.raised(error));
      call.fail(error);
    }
    return undefined;
  }
  /** Of two modules: when both have been compiled, and not before, the first is evaluated and says so, and then the tool. */
  async function moduleOf(source) {
    const begin = `data:application/javascript,globalThis["\\u0000begin"]?.()`;
    const toolUrl = `data:application/${tool.language};charset=utf-8,${inUrl(source)}`;
    const both = `import ${stringify(begin)};import * as tool from ${stringify(toolUrl)};export{tool}`;
    return (await import(`data:application/javascript,${inUrl(both)}`)).tool;
  }
  /** Without parentheses, between which names stand in stacks. */
  function inUrl(source) {
    return encodeURIComponent(source).replaceAll('(', '%28').replaceAll(')', '%29');
  }
  /** Deno tells of TypeScript that it cannot read within a sentence. */
  function refusalOf(reportJson) {
    const { error } = JSON.parse(reportJson);
    const [, message, line] =
      /^The module's source code could not be parsed: (.*?)(?: at data:[^\n]*?:(\d+):\d+)?(?:\n|$)/.exec(
        error.message,
      ) ?? [];
    return stringify({
      error: { ...error, message: message ?? error.message, ...(line ? { line: Number(line) } : {}) },
    });
  }

  /** The tool is a module named by its own source; in stacks it has the name that it has everywhere. What is not the tool's has none. */
  function rename(line) {
    const own = /data:application\/(?:javascript|typescript);charset=utf-8,[^\s()]*?:(?=\d)/;
    return own.test(line) ? line.replace(own, `${request.fileName}:`) : '';
  }

  /** In UTF-8. Both halves of a pair count for two. */
  function bytesOf(text) {
    let bytes = text.length;
    for (let at = 0; at < text.length; at += 1) {
      const code = apply(charCodeAt, text, [at]);
      if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
    }
    return bytes;
  }

  function frame(kind, report, logs, output) {
    return ` ${kind} {"report":${report},"logs":${logs}}\n${output}\nend`;
  }

  function openModule() {
    const module = globalThis.module ?? { exports: {} };
    if (!globalThis.module) define(globalThis, 'module', module);
    if (!globalThis.exports) define(globalThis, 'exports', module.exports);
    return module;
  }

  function replaceConsole(parts, most) {
    const { format } = makeInspect();
    const keep = (name, text) => {
      const room = most - parts[name].length;
      if (text.length > room) parts.isFull = true;
      if (room > 0) parts[name] += apply(slice, text, [0, room]);
    };
    const out = (...values) => keep('out', `${format(values)}\n`);
    const err = (...values) => keep('err', `${format(values)}\n`);
    const nothing = () => {};
    define(globalThis, 'console', {
      ...{ log: out, info: out, debug: out, group: out, warn: err, error: err, trace: err },
      ...{ groupEnd: nothing, time: nothing, timeEnd: nothing },
      dir: (value) => out(value),
      table: (value) => out(value),
      assert: (condition, ...values) => {
        if (!condition) err('Assertion failed', ...values);
      },
    });
  }

  /** What a timer throws ends the call, as in the wasm tier. Answers what ends all timers: a program lives as long as they do. */
  function catchTimers(fail) {
    const first = Number(setTimeout(() => {}, 0));
    const guarded = (callback) =>
      typeof callback === 'function' ? (...operands) => attempt(callback, operands) : callback;
    const attempt = (callback, operands) => {
      try {
        apply(callback, undefined, operands);
      } catch (error) {
        fail(error);
      }
    };
    const numbered = (timer) => {
      // Node knows a timer by its number when it was asked for it once.
      Number(timer);
      return timer;
    };
    define(globalThis, 'setTimeout', (callback, ...rest) => numbered(setTimeout(guarded(callback), ...rest)));
    define(globalThis, 'setInterval', (callback, ...rest) => numbered(setInterval(guarded(callback), ...rest)));
    // A promise that is rejected and that nobody waits for says nothing, here as there.
    globalThis.addEventListener?.('unhandledrejection', (event) => event.preventDefault());
    return () => {
      const last = Number(setTimeout(() => {}, 0));
      for (let id = first; id <= last; id += 1) clearTimeout(id);
    };
  }
};
