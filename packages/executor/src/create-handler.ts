import { type ExecutorRequest, type ExecutorResponse, languages } from '@dtr/contracts';
import { createObservability, type Environment } from '@dtr/lambda-kit';
import { createSandbox } from '@dtr/sandbox';
import { execute } from './execute.ts';
import { parseRequest } from './parse-request.ts';
import { readExecutorSettings } from './settings.ts';

/** Builds the function from its settings. Both interpreters are started now, so that the first execution finds them warm. */
export function createHandler(env: Environment) {
  const settings = readExecutorSettings(env);
  const { logger } = createObservability('executor', settings);
  const sandbox = createSandbox({ assetsDir: settings.assetsDir });
  const warm = languages.map((language) =>
    sandbox
      .warm(language)
      .catch(({ message }: Error) => logger.error({ message: 'sandbox not ready', language, reason: message })),
  );
  return async function handler(event: unknown): Promise<ExecutorResponse> {
    await Promise.all(warm);
    const request = parseRequest(event);
    const response = await execute(sandbox, request);
    logger.info({ message: 'executed', ...factsOf(request, response) });
    return response;
  };
}

/** Ids, sizes and outcomes; never code, input, output or what was printed. */
function factsOf({ executionId, language, limits }: ExecutorRequest, response: ExecutorResponse) {
  const { status, outputStatus, outputBytes, engine, usage, refusedByRuntime } = response;
  const isRefusedByRuntime = refusedByRuntime !== undefined;
  return { executionId, language, limits, status, outputStatus, outputBytes, engine, usage, isRefusedByRuntime };
}
