import type { QuickJSHandle } from 'quickjs-emscripten-core';
import type { InterpreterReport } from '../../protocol/answer.ts';
import type { RunRequest } from '../../run-request.ts';
import { pause } from '../pause.ts';
import type { Machine } from './machine.ts';
import { stripTypes, TypeStrippingError } from './strip-types.ts';

export interface ModuleOutcome {
  /** JSON of an `InterpreterReport`. */
  readonly report: string;
  readonly output: string;
}

/** Evaluates the source as a module, calls its function and waits for what that returns. */
export function runModule(machine: Machine, request: RunRequest): ModuleOutcome {
  try {
    const code = request.language === 'typescript' ? stripTypes(request.source) : request.source;
    return evaluate(machine, request, code);
  } catch (error) {
    if (error instanceof TypeStrippingError) return { report: syntaxReport(error, request.source), output: '' };
    throw error;
  }
}

function evaluate(machine: Machine, request: RunRequest, code: string): ModuleOutcome {
  const { context } = machine;
  const fileName = request.language === 'typescript' ? 'main.ts' : 'main.js';
  const evaluated = context.evalCode(code + lastLine(request.functionName), fileName, { type: 'module' });
  if (evaluated.error) return keepLineWithin(request.source, raised(machine, evaluated.error));
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

/** A source that ends too early is only found out on the line after it, which is not the caller's. */
function keepLineWithin(source: string, outcome: ModuleOutcome): ModuleOutcome {
  const lines = source.split('\n').length;
  const report = JSON.parse(outcome.report) as InterpreterReport;
  const { error } = report;
  if (!error?.line || error.line <= lines) return outcome;
  const trace = error.trace?.replace(/(main\.[jt]s):\d+(:\d+)?/g, `$1:${lines}`) ?? '';
  return { ...outcome, report: JSON.stringify({ ...report, error: { ...error, line: lines, trace } }) };
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

function syntaxReport({ message, line }: TypeStrippingError, source: string): string {
  const text = line === undefined ? '' : `\n    ${source.split('\n')[line - 1] ?? ''}`;
  const trace = `SyntaxError: ${message}${line === undefined ? '' : `\n    at main.ts:${line}`}${text}`;
  const error = { type: 'SyntaxError', message, trace, ...(line === undefined ? {} : { line }) };
  return JSON.stringify({ outcome: 'raised', error, isOrdinary: true });
}
