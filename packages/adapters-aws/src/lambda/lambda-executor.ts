import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type ExecutorResponse, limits, type OutputText } from '@dtr/contracts';
import type { ExecutorOutcome, ToolExecutor } from '@dtr/core';
import { type FunctionOptions, type InvokeOutcome, invokeFunction } from './invoke-function.ts';

/** For the way, the start of a process and the packing of a large output, on top of the tool's own time. */
const marginMs = 3_500;
const unpack = promisify(gunzip);

/**
 * Runs a tool in the `executor` function, once. What cannot be told for certain is `unknown`, never a guess. A signal only ends the
 * waiting: Lambda cannot be told to stop, and the code goes on until its time limit, without rights and without effect.
 */
export function createLambdaExecutor(options: FunctionOptions): ToolExecutor {
  return {
    async execute(request, { signal }) {
      const timeoutMs = request.limits.timeoutMs + marginMs;
      return outcomeOf(await invokeFunction(options, request, { timeoutMs, ...(signal && { signal }) }));
    },
  };
}

async function outcomeOf(result: InvokeOutcome): Promise<ExecutorOutcome> {
  if (result.outcome === 'refused') return refusal(result.cause);
  if (result.outcome !== 'answered') return { outcome: 'unknown', reason: String(result.cause) };
  try {
    return await executionIn(JSON.parse(result.payload));
  } catch (error) {
    return { outcome: 'unknown', reason: `The executor's answer cannot be read: ${error}` };
  }
}

/** Throttled is who comes when all places are taken: there will be one again. */
function refusal(cause: unknown): ExecutorOutcome {
  const isRateLimited = cause instanceof Error && cause.name === 'TooManyRequestsException';
  return { outcome: 'not-started', reason: String(cause), ...(isRateLimited && { isRateLimited }) };
}

async function executionIn(answer: ExecutorResponse): Promise<ExecutorOutcome> {
  const { output, status, refusedByRuntime, ...response } = answer;
  if (status === 'not_started') {
    const reason = response.error?.message ?? 'no reason given';
    return { outcome: 'not-started', reason, ...(refusedByRuntime && { refusedByRuntime }) };
  }
  const outputJson = output && (await textOf(output));
  return { outcome: 'finished', execution: { ...response, status, ...(outputJson !== undefined && { outputJson }) } };
}

async function textOf(output: OutputText): Promise<string> {
  if ('json' in output) return output.json;
  const packed = Buffer.from(output.gzipBase64, 'base64');
  return (await unpack(packed, { maxOutputLength: limits.outputBytes })).toString('utf8');
}
