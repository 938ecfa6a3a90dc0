import type { ExecutorRequest, ExecutorResponse } from '@dtr/contracts';
import type { RunResult, Sandbox } from '@dtr/sandbox';
import { packOutput } from './pack-output.ts';

/** Runs one execution in the sandbox. Nothing the code does makes it throw. */
export async function execute(sandbox: Pick<Sandbox, 'run'>, request: ExecutorRequest): Promise<ExecutorResponse> {
  const { language, code, entryPoint, calling, parameterNames, inputJson, limits } = request;
  const result = await sandbox.run({
    language,
    source: code,
    functionName: entryPoint,
    calling,
    parameterNames,
    argumentsJson: inputJson,
    limits,
  });
  return toResponse(result);
}

function toResponse({ outputJson, outputStatus, ...rest }: RunResult): ExecutorResponse {
  if (outputJson === undefined) return { ...rest, outputStatus };
  const output = packOutput(outputJson);
  const outputBytes = Buffer.byteLength(outputJson);
  return output ? { ...rest, outputStatus, output, outputBytes } : { ...rest, outputStatus: 'too_large', outputBytes };
}
