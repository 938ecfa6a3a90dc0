import {
  languages,
  type PolicyCheckRequest,
  type PolicyCheckResponse,
  type PolicyDocument,
  type ValidatorRequest,
  type ValidatorResponse,
} from '@dtr/contracts';
import { createObservability, type Environment, type LogTarget, readSettings, serviceSettings } from '@dtr/lambda-kit';
import { checkPolicy } from './policy/check-policy.ts';
import { validate } from './validate.ts';
import { warmUp } from './warm-up.ts';

/** Builds the function from its settings. Parsers are loaded now, so that the first request finds them warm. */
export function createHandler(env: Environment, log: LogTarget = logOf(env)) {
  const ready = warmUp();
  // A failure shows with the first request, not as an unhandled rejection during start.
  ready.catch(() => undefined);
  return async function handler(event: unknown): Promise<ValidatorResponse | PolicyCheckResponse> {
    const policy = policyToCheck(event);
    if (policy) return { faults: checkPolicy(policy) };
    await ready;
    const request = parseRequest(event);
    const onFault = (error: unknown) => log.error({ message: 'analysis failed', ...faultOf(error) });
    const response = await validate(request, { onFault });
    log.info({ message: 'validated', ...factsOf(request, response) });
    return response;
  };
}

/** The settings that every function has are all that this one reads: it has no rights, so there is little to set. */
function logOf(env: Environment): LogTarget {
  return createObservability('validator', readSettings(env, serviceSettings)).logger;
}

/** A policy that is about to be stored, when that is what the payload asks about. */
function policyToCheck(event: unknown): PolicyDocument | undefined {
  return (event as Partial<PolicyCheckRequest> | null)?.checkPolicy;
}

/** The caller is our own service, so this only catches a wrong payload, not a wrong tool. */
function parseRequest(event: unknown): ValidatorRequest {
  const request = event as Partial<ValidatorRequest> | null;
  const isKnown = languages.some((language) => language === request?.language);
  if (!request || !isKnown || typeof request.code !== 'string' || !request.policy?.allowedGlobals)
    throw new TypeError('The payload needs language, code and policy.');
  return request as ValidatorRequest;
}

function factsOf(request: ValidatorRequest, { verdict, violations, durationMs, engineVersion }: ValidatorResponse) {
  const { language, code, policy } = request;
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  return {
    language,
    codeBytes: Buffer.byteLength(code),
    policy: policy.name,
    verdict,
    rules,
    durationMs,
    engineVersion,
  };
}

/** Where it failed, without the message: that could quote the code. */
function faultOf(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
