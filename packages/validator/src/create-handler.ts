import { languages, type ValidatorRequest, type ValidatorResponse } from '@dtr/contracts';
import { readSettings } from './settings.ts';
import { validate } from './validate.ts';
import { warmUp } from './warm-up.ts';

/** Writes one line of JSON. Facts and sizes only: never code, snippets or messages that quote it. */
export type LogLine = (facts: Readonly<Record<string, unknown>>) => void;

const toStandardOutput: LogLine = (facts) => {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
};

/** Builds the function from its settings. Parsers are loaded now, so that the first request finds them warm. */
export function createHandler(env: NodeJS.ProcessEnv, log: LogLine = toStandardOutput) {
  const { environment, serviceVersion } = readSettings(env);
  const base = { service: 'validator', environment, version: serviceVersion };
  const ready = warmUp();
  // A failure shows with the first request, not as an unhandled rejection during start.
  ready.catch(() => undefined);
  return async function handler(event: unknown): Promise<ValidatorResponse> {
    await ready;
    const request = parseRequest(event);
    const onFault = (error: unknown) => log({ ...base, level: 'ERROR', message: 'analysis failed', ...faultOf(error) });
    const response = await validate(request, { onFault });
    log({ ...base, level: 'INFO', message: 'validated', ...factsOf(request, response) });
    return response;
  };
}

/** The caller is our own service, so this only catches a wrong payload, not a wrong tool. */
function parseRequest(event: unknown): ValidatorRequest {
  const request = event as Partial<ValidatorRequest> | null;
  const isKnown = languages.some((language) => language === request?.language);
  if (!request || !isKnown || typeof request.code !== 'string' || !request.policy?.allowedModules)
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
