import { join } from 'node:path';
import { type ContainedProcess, startContained } from '../process/contained-process.ts';
import type { ProcessGuard } from '../process/process-guard.ts';
import { type LambdaFunction, region } from './lambda-function.ts';

const BOOTSTRAP = join(import.meta.dirname, 'bootstrap.cjs');
/** Young generation in MB. Small: a function here mostly waits, and every process counts on a laptop. */
const SEMI_SPACE_MB = 8;

/** Starts one process that serves a function, with the environment of the Lambda runtime and nothing of ours. */
export function startFunctionProcess(definition: LambdaFunction, api: string, guard: ProcessGuard): ContainedProcess {
  const flags = [
    `--max-old-space-size=${Math.floor(definition.memoryMb * 0.9)}`,
    `--max-semi-space-size=${SEMI_SPACE_MB}`,
    '--max-http-header-size=81920',
  ];
  return startContained({
    command: [process.execPath, ...flags, BOOTSTRAP],
    cwd: definition.codeDir,
    env: environmentOf(definition, api),
    guard,
  });
}

function environmentOf({ name, codeDir, handler, memoryMb, environment, credentials }: LambdaFunction, api: string) {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...environment,
    AWS_LAMBDA_RUNTIME_API: api,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    LAMBDA_TASK_ROOT: codeDir,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: handler,
  };
}
