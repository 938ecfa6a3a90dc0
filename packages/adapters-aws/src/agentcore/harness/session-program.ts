import type { ExecutorRequest } from '@dtr/contracts';
import { javascriptHarness, pythonHarness } from './texts.ts';

/** One `executeCode`: the harness with the tool's code and input in it. */
export interface SessionProgram {
  readonly language: 'python' | 'javascript';
  readonly runtime: 'python' | 'deno';
  readonly code: string;
}

/**
 * TypeScript is run by the harness of JavaScript: the tool is a module of its own, whose type says what it is written in. Nothing
 * secret stands in a program, since what runs in it can read it.
 */
export function sessionProgram(request: ExecutorRequest): SessionProgram {
  return request.language === 'python' ? pythonProgram(request) : javascriptProgram(request);
}

function pythonProgram(request: ExecutorRequest): SessionProgram {
  const { code: source, limits } = request;
  const toRun = { ...callOf(request), source, limits, memoryMb: limits.memoryMb };
  const namespace = `{"__builtins__": dict(vars(__import__("builtins"))), "__request__": "${base64(JSON.stringify(toRun))}"}`;
  const code = `exec(compile(${JSON.stringify(pythonHarness)}, "<harness>", "exec"), ${namespace})`;
  return { language: 'python', runtime: 'python', code };
}

function javascriptProgram(request: ExecutorRequest): SessionProgram {
  const { code: source, entryPoint, language, limits } = request;
  const fileName = language === 'typescript' ? 'main.ts' : 'main.js';
  // The text of a module is Unicode: half a surrogate pair becomes U+FFFD, as on every way through UTF-8.
  const tool = { source: Buffer.from(source).toString('utf8'), lastLine: lastLine(entryPoint), language };
  const given = { request: { ...callOf(request), limits, fileName }, tool };
  return {
    language: 'javascript',
    runtime: 'deno',
    code: `"use strict";await ${javascriptHarness}${JSON.stringify(given)})`,
  };
}

const callOf = ({ entryPoint: functionName, calling, parameterNames, inputJson: argumentsJson }: ExecutorRequest) => ({
  ...{ functionName, calling, parameterNames, argumentsJson },
});

/**
 * Hands the function out of the module's scope, where `export` is not needed to see it. An export cannot continue what the code
 * left unfinished, so that this line never makes code compile that would not.
 */
function lastLine(name: string): string {
  if (name === 'default') return '';
  return `\nexport {};globalThis["\\u0000entry"]?.(typeof ${name} === "undefined" ? undefined : ${name});`;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
