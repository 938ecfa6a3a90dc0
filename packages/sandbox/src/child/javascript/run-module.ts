import type { QuickJSHandle } from 'quickjs-emscripten-core';
import type { Refusal } from '../../protocol/answer.ts';
import type { RunRequest } from '../../run-request.ts';
import { pause } from '../pause.ts';
import { compileModule } from './compile-module.ts';
import type { Machine } from './machine.ts';
import { stripTypes, TypeStrippingError } from './strip-types.ts';

export interface ModuleOutcome {
  /** JSON of an `InterpreterReport`. */
  readonly report: string;
  readonly output: string;
  /** Present when the code did not compile; nothing has run. */
  readonly refusal?: Refusal;
}

/** Compiles the source as a module, evaluates it, calls its function and waits for what that returns. */
export function runModule(machine: Machine, request: RunRequest): ModuleOutcome {
  try {
    const code = request.language === 'typescript' ? stripTypes(request.source) : request.source;
    const refusal = compileModule(machine, code, fileNameOf(request));
    return refusal ? refused(refusal) : evaluate(machine, request, code);
  } catch (error) {
    if (error instanceof TypeStrippingError) return refused(strippingRefusal(error, request.source));
    throw error;
  }
}

function refused(refusal: Refusal): ModuleOutcome {
  return { report: '', output: '', refusal };
}

function fileNameOf({ language }: RunRequest): string {
  return language === 'typescript' ? 'main.ts' : 'main.js';
}

function evaluate(machine: Machine, request: RunRequest, code: string): ModuleOutcome {
  const { context } = machine;
  const evaluated = context.evalCode(code + lastLine(request.functionName), fileNameOf(request), { type: 'module' });
  if (evaluated.error) return raised(machine, evaluated.error);
  using module = evaluated.value;
  const stateOf = () => context.getPromiseState(module);
  const ending = settle(machine, () => stateOf().type !== 'pending');
  if (ending) return ending;
  const state = stateOf();
  if (state.type === 'rejected') return raised(machine, state.error);
  using namespace = state.type === 'fulfilled' && !state.notAPromise ? state.value : module.dup();
  return call(machine, request, namespace);
}

function raised(machine: Machine, error: QuickJSHandle): ModuleOutcome {
  using owned = error;
  return { report: String(machine.ask('raised', owned)), output: '' };
}

/** Hands the function out of the module's scope, where `export` is not needed to see it. On a line of its own. */
function lastLine(name: string): string {
  if (name === 'default') return '';
  return `\n;globalThis["\\u0000entry"]?.(typeof ${name} === "undefined" ? undefined : ${name});`;
}

function call(machine: Machine, request: RunRequest, namespace: QuickJSHandle): ModuleOutcome {
  const { context } = machine;
  const { functionName, calling, parameterNames, argumentsJson } = request;
  using requestJson = context.newString(JSON.stringify({ functionName, calling, parameterNames, argumentsJson }));
  machine.invoke('begin', requestJson, namespace).dispose();
  const ending = settle(machine, () => machine.ask('isDone') === true);
  if (ending) return ending;
  using result = machine.invoke('finish', machine.serialize);
  return { report: itemOf(machine, result, 0), output: itemOf(machine, result, 1) };
}

/** Runs promise jobs and timers until something has happened. Answers an outcome when nothing can make it happen any more. */
function settle(machine: Machine, hasHappened: () => boolean): ModuleOutcome | undefined {
  for (;;) {
    const jobs = machine.runtime.executePendingJobs();
    if (jobs.error) return raised(machine, jobs.error);
    if (hasHappened()) return undefined;
    const waitMs = Number(machine.ask('nextTimer'));
    if (waitMs < 0) return { report: String(machine.ask('stuck')), output: '' };
    pause(waitMs);
    machine.ask('fireTimer');
  }
}

function itemOf({ context }: Machine, array: QuickJSHandle, index: number): string {
  using item = context.getProp(array, index);
  return context.getString(item);
}

function strippingRefusal({ message, line }: TypeStrippingError, source: string): Refusal {
  const text = line === undefined ? '' : `\n    ${source.split('\n')[line - 1] ?? ''}`;
  const trace = `SyntaxError: ${message}${line === undefined ? '' : `\n    at main.ts:${line}`}${text}`;
  return { type: 'SyntaxError', message, trace, ...(line === undefined ? {} : { line }) };
}
