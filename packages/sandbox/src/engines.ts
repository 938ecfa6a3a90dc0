import type { Language } from './run-request.ts';

export type EngineName = 'python' | 'javascript';

/** An interpreter and the directory of assets its child process may read. */
export interface Engine {
  readonly name: EngineName;
  /** Shown in results. The versions are pinned together with the assets. */
  readonly label: string;
  /** V8 flags beyond the common ones. */
  readonly flags: readonly string[];
}

/**
 * Megabytes of V8's own heap and kilobytes of native stack. Deep recursion in compiled code must end in the
 * interpreter's own error before it ends in V8's; half of the usual 8 MB stack leaves room for that.
 */
const flags = ['--max-old-space-size=256', '--stack-size=3900'] as const;

export const engines: Readonly<Record<EngineName, Engine>> = {
  python: { name: 'python', label: 'pyodide-314.0.7', flags },
  javascript: { name: 'javascript', label: 'quickjs-emscripten-0.32.0', flags },
};

export function engineOf(language: Language): Engine {
  return language === 'python' ? engines.python : engines.javascript;
}

/**
 * The programs a child may run, inside `<assetsDir>/<engine name>/`. `child.mjs` is fresh for each run; `live.mjs` keeps what
 * code leaves behind until it is told to forget.
 */
export type ChildFile = 'child.mjs' | 'live.mjs';
