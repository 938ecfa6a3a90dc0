import type { PolicyCheckRequest, PolicyCheckResponse, ValidatorRequest, ValidatorResponse } from '@dtr/contracts';
import type { ToolValidator } from '@dtr/core';
import { unavailable } from '../outage.ts';
import { type FunctionOptions, invokeFunction } from './invoke-function.ts';

const timeoutMs = 12_000;

/** Judging has no effects, so that a call that was refused or lost is made once more; a function that broke is not asked again. */
export function createLambdaValidator(options: FunctionOptions): ToolValidator {
  const ask = async <Answer>(request: ValidatorRequest | PolicyCheckRequest): Promise<Answer> => {
    const first = await invokeFunction(options, request, { timeoutMs });
    const isWorthRepeating = first.outcome === 'refused' || first.outcome === 'lost';
    const last = isWorthRepeating ? await invokeFunction(options, request, { timeoutMs }) : first;
    if (last.outcome === 'answered') return JSON.parse(last.payload);
    throw unavailable('validator', last.cause);
  };
  return {
    validate: (request) => ask<ValidatorResponse>(request),
    checkPolicy: async (checkPolicy) => (await ask<PolicyCheckResponse>({ checkPolicy })).faults,
  };
}
