import { Breakdown } from './breakdown.ts';

type HostFunction = ((...operands: number[]) => unknown) & { sig?: string };
export type HostFunctions = Record<string, HostFunction>;

/** What the interpreter may ask of its host while untrusted code runs: files in memory, clocks, and its own call bridge. */
const allowed = new Set(
  `_PyEM_TrampolineCall_JS _Py_emscripten_runtime __call_sighandler _emscripten_get_progname emscripten_get_heap_max
  emscripten_date_now emscripten_get_now _tzset_js _timegm_js _mktime_js _localtime_js _gmtime_js
  clock_res_get clock_time_get environ_get environ_sizes_get
  fd_close fd_read fd_write fd_sync fd_seek fd_pread fd_pwrite fd_fdstat_get
  _mmap_js _munmap_js _msync_js
  __syscall_getuid32_js __syscall_umask_js __syscall_ioctl __syscall_fcntl64 _try_fcntl64 __syscall_openat
  __syscall_faccessat __syscall_chdir __syscall_fchdir __syscall_chmod __syscall_fchmod __syscall_fchmodat2
  __syscall_fchownat __syscall_fchown32 __syscall_dup __syscall_dup3 __syscall_fdatasync __syscall_stat64
  __syscall_fstat64 __syscall_lstat64 __syscall_newfstatat __syscall_truncate64 __syscall_ftruncate64
  __syscall_getcwd __syscall_getdents64 __syscall_mkdirat __syscall_mknodat __syscall_poll
  __syscall_fadvise64 __syscall_fallocate __syscall_readlinkat __syscall_unlinkat __syscall_rmdir __syscall_renameat
  __syscall_statfs64 __syscall_fstatfs64 __syscall_symlinkat __syscall_utimensat`.split(/\s+/),
);

const notPermitted = -63;
const notImplemented = -52;
const lookupFailed = -4;

/** What ordinary code may stumble upon: answered with an error it can handle, never done. */
const refused: Readonly<Record<string, number>> = {
  __syscall_socket: notPermitted,
  __syscall_connect: notPermitted,
  __syscall_bind: notPermitted,
  __syscall_listen: notPermitted,
  __syscall_accept4: notPermitted,
  getaddrinfo: lookupFailed,
  getnameinfo: lookupFailed,
  getprotobyname: 0,
  _emscripten_lookup_name: 0,
  _emscripten_system: notImplemented,
  _setitimer_js: notImplemented,
  // A pipe's bytes would be kept outside the interpreter's memory, without a bound.
  __syscall_pipe: notImplemented,
  can_run_sync_js: 0,
  // Released proxies of the loader: their handles are not used again, so there is nothing to do.
  __hiwire_deduplicate_delete: 0,
  emscripten_runtime_keepalive_push: 0,
  emscripten_runtime_keepalive_pop: 0,
};

/** The ways by which the interpreter ends itself. */
const endings: Readonly<Record<string, (...operands: number[]) => Breakdown>> = {
  exit: processExit,
  proc_exit: processExit,
  _abort_js: aborted,
  __assert_fail: aborted,
};

function processExit(code = 0): Breakdown {
  return new Breakdown('ProcessExit', `The code ended its process with exit code ${code} instead of returning.`);
}

function aborted(): Breakdown {
  return new Breakdown('InterpreterAborted', 'The code brought the interpreter down.');
}

function forbidden(name: string): Breakdown {
  const what = name.replace(/^_+(syscall_)?/, '');
  return new Breakdown('ForbiddenOperation', `The code reached for something outside the sandbox (${what}).`);
}

/** The one door between the interpreter and its host. Open while the interpreter is built; once closed it stays closed. */
export interface ImportGate {
  /** Puts a guard before every host function, in place. Call before the interpreter is instantiated. */
  guard(functions: HostFunctions): void;
  close(): void;
  /** What the code since the last call has asked for in vain, first thing first. */
  takeBreakdown(): Breakdown | undefined;
}

/**
 * A function that is not on the list cannot be reached whatever the code does to its interpreter: through a module,
 * `ctypes`, a forged function pointer. `replacements` stand in for functions that must be our own while code runs.
 */
export function createImportGate(replacements: HostFunctions): ImportGate {
  let isClosed = false;
  let breakdown: Breakdown | undefined;
  const breakDown = (reason: Breakdown): never => {
    breakdown ??= reason;
    throw reason;
  };
  const whenClosed = (name: string): HostFunction => {
    const ending = endings[name];
    if (ending) return (...operands) => breakDown(ending(...operands));
    const answer = refused[name];
    return answer === undefined ? () => breakDown(forbidden(name)) : () => answer;
  };
  return {
    guard(functions) {
      for (const [name, original] of Object.entries(functions)) {
        if (typeof original !== 'function' || allowed.has(name)) continue;
        const guarded = replacements[name] ?? whenClosed(name);
        const gate: HostFunction = (...operands) => (isClosed ? guarded : original)(...operands);
        functions[name] = Object.assign(gate, original.sig === undefined ? {} : { sig: original.sig });
      }
    },
    close() {
      isClosed = true;
    },
    takeBreakdown() {
      const taken = breakdown;
      breakdown = undefined;
      return taken;
    },
  };
}
