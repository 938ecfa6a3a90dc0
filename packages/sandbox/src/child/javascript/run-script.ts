import type { QuickJSHandle } from 'quickjs-emscripten-core';
import type { Language } from '../../run-request.ts';
import { pause } from '../pause.ts';
import type { Machine } from './machine.ts';
import { stripTypes, TypeStrippingError } from './strip-types.ts';

/** QuickJS's `JS_EVAL_FLAG_ASYNC`, for which the package has no name: a script in which `await` may stand at the top. */
const asyncScript = 1 << 7;
const compileOnly = 1 << 5;

/**
 * Runs code as a script, so that what it declares at the top is there for the next one, and waits for its promises and timers.
 * Answers what was thrown, as text, if anything was. Code that only parses as a module is run as one; its names do not stay.
 */
export function runScript(machine: Machine, { language, code }: { language: Language; code: string }) {
  const file = language === 'typescript' ? 'main.ts' : 'main.js';
  try {
    return evaluate(machine, language === 'typescript' ? stripTypes(code) : code, file);
  } catch (error) {
    if (!(error instanceof TypeStrippingError)) throw error;
    return `SyntaxError: ${error.message}${error.line === undefined ? '' : `\n    at ${file}:${error.line}`}`;
  }
}

function evaluate(machine: Machine, code: string, file: string): string | undefined {
  const { context } = machine;
  machine.invoke('forget').dispose();
  const evaluated = context.evalCode(code, file, isModule(machine, code, file) ? { type: 'module' } : asyncScript);
  if (evaluated.error) return thrown(machine, evaluated.error);
  using result = evaluated.value;
  const failure = settle(machine);
  if (failure) return failure;
  const state = context.getPromiseState(result);
  if (state.type === 'rejected') return thrown(machine, state.error);
  if (state.type === 'pending') return 'Error: Top-level await promise never resolved';
  if (!state.notAPromise) state.value.dispose();
  return undefined;
}

/** Import and export may only stand in modules. A fault that both readings find is told as that of a script. */
function isModule({ context }: Machine, code: string, file: string): boolean {
  const asScript = context.evalCode(code, file, asyncScript | compileOnly);
  asScript.dispose();
  if (!asScript.error) return false;
  const asModule = context.evalCode(code, file, { type: 'module', compileOnly: true });
  asModule.dispose();
  return !asModule.error;
}

/** Runs promise jobs and timers until nothing is left to run, as a program does before it ends. */
function settle(machine: Machine): string | undefined {
  for (;;) {
    const jobs = machine.runtime.executePendingJobs();
    if (jobs.error) return thrown(machine, jobs.error);
    const waitMs = Number(machine.ask('nextTimer'));
    if (waitMs < 0) return undefined;
    pause(waitMs);
    machine.ask('fireTimer');
    const failure = late(machine);
    if (failure) return failure;
  }
}

/** What a timer's callback threw. */
function late(machine: Machine): string | undefined {
  if (machine.ask('isDone') !== true) return undefined;
  using finished = machine.invoke('finish', machine.serialize);
  using report = machine.context.getProp(finished, 0);
  return textOf(machine.context.getString(report));
}

function thrown(machine: Machine, error: QuickJSHandle): string {
  using owned = error;
  return textOf(String(machine.ask('raised', owned)));
}

function textOf(reportJson: string): string {
  const { outcome, error } = JSON.parse(reportJson);
  if (outcome === 'out_of_memory') return 'RangeError: out of memory';
  return `Uncaught ${error.trace ?? `${error.type}: ${error.message}`}`;
}
