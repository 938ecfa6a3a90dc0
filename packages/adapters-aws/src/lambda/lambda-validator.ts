import type { ToolValidator } from '@dtr/core';
import { unavailable } from '../outage.ts';
import { type FunctionOptions, type InvokeOutcome, invokeFunction } from './invoke-function.ts';

const timeoutMs = 12_000;

/** Judging has no effects, so that a call that was refused or lost is made once more; a function that broke is not asked again. */
export function createLambdaValidator(options: FunctionOptions): ToolValidator {
  return {
    async validate(request) {
      const first = await invokeFunction(options, request, timeoutMs);
      const isWorthRepeating = first.outcome === 'refused' || first.outcome === 'lost';
      return verdictIn(isWorthRepeating ? await invokeFunction(options, request, timeoutMs) : first);
    },
  };
}

function verdictIn(result: InvokeOutcome) {
  if (result.outcome === 'answered') return JSON.parse(result.payload);
  throw unavailable('validator', result.cause);
}
