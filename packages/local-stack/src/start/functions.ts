import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '@dtr/client';
import { agentLimits } from '@dtr/contracts';
import { accountId, type LambdaFunction, type Scaling } from '../lambda/lambda-function.ts';
import type { Endpoints } from './endpoints.ts';
import {
  bucketName,
  codeInterpreterId,
  deployedName,
  type FunctionName,
  functionNames,
  tableName,
} from './function-names.ts';
import type { Keys } from './keys.ts';
import { StartError } from './start-error.ts';

interface Size {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly maximum: (room: Room) => number;
}

interface Room {
  readonly cores: number;
  /** Batches of messages that the worker has at the same time. */
  readonly workers: number;
}

/** What each function is given; the same kinds of numbers that Terraform gives it in an environment. */
export const functionSizes: Readonly<Record<FunctionName, Size>> = {
  'tool-manager': { timeoutSeconds: 30, memoryMb: 512, maximum: ({ cores }) => Math.max(8, 2 * cores) },
  validator: { timeoutSeconds: 20, memoryMb: 1_024, maximum: ({ cores }) => Math.max(2, cores) },
  // The longest execution of its tier, 25 s, and what comes before and after it. Jobs leave some of it to callers that wait.
  executor: {
    timeoutSeconds: 35,
    memoryMb: 2_048,
    maximum: ({ cores, workers }) => Math.max(4, 2 * cores, workers + 2),
  },
  // The longest execution of a job, and what comes before and after it. One more than the queue keeps busy is for the schedule.
  worker: { timeoutSeconds: 900, memoryMb: 512, maximum: ({ workers }) => workers + 1 },
  // One read of the table; the gateway itself waits for 10 s.
  authorizer: { timeoutSeconds: 5, memoryMb: 256, maximum: ({ cores }) => Math.max(4, cores) },
};

export const workerTimeoutSeconds = functionSizes.worker.timeoutSeconds;

/** A job that takes its time leaves the others to the rest. */
export const usualWorkers = (): number => Math.max(4, 2 * availableParallelism());

export interface FunctionsInput {
  readonly codeRoot: string;
  readonly keys: Keys;
  readonly endpoints: Endpoints;
  readonly version: string;
  readonly logLevel: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Batches of messages that the worker has at the same time. */
  readonly workers: number;
  /** Signs in place of the roles of those who have rights, for endpoints that are not ours. */
  readonly ownCredentials: Credentials | undefined;
}

/** The functions as they are deployed on this machine. */
export function localFunctions(given: FunctionsInput): readonly LambdaFunction[] {
  const { codeRoot, ownCredentials, workers, ...input } = given;
  return functionNames.map((name) => ({
    name: deployedName(name),
    shortName: name,
    codeDir: join(codeRoot, name),
    handler: 'index.handler',
    timeoutSeconds: functionSizes[name].timeoutSeconds,
    memoryMb: functionSizes[name].memoryMb,
    environment: { ...commonEnvironment(input), ...environmentOf(name, input) },
    credentials: (hasRights(name) ? ownCredentials : undefined) ?? input.keys.roles[name],
    scaling: scalingOf(name, workers),
  }));
}

/** Throws when a bundle is missing. */
export function assertBuilt(codeRoot: string): void {
  const missing = functionNames.find((name) => !existsSync(join(codeRoot, name, 'index.js')));
  if (missing)
    throw new StartError(
      `The function ${missing} is not built (${join(codeRoot, missing)} is missing): run "make build".`,
    );
}

/** Less than the time its caller adds to an execution's own: who waits longer is told that nothing has run. */
const executorWaitMs = 2_000;

function scalingOf(name: FunctionName, workers: number): Scaling {
  const cores = availableParallelism();
  const common = {
    minimum: 1,
    eager: cores,
    maximum: functionSizes[name].maximum({ cores, workers }),
    concurrency: 1_000,
    idleMs: 60_000,
  };
  if (name === 'executor') return { ...common, waitMs: executorWaitMs };
  // Nobody waits for it, so it needs no process while there is nothing to do.
  return name === 'worker' ? { ...common, minimum: 0 } : common;
}

/** The two others judge and run what agents wrote, and have no rights at all. */
export function hasRights(name: FunctionName): boolean {
  return name !== 'validator' && name !== 'executor';
}

type EnvironmentInput = Omit<FunctionsInput, 'codeRoot' | 'ownCredentials' | 'workers'>;

function environmentOf(name: FunctionName, input: EnvironmentInput): Readonly<Record<string, string>> {
  if (name === 'authorizer') return tableEnvironment(input);
  if (name === 'tool-manager') return { ...servicesEnvironment(input), ...toolManagerEnvironment(input) };
  return name === 'worker' ? { ...servicesEnvironment(input), ...workerEnvironment(input) } : {};
}

const commonEnvironment = ({ version, logLevel }: Pick<FunctionsInput, 'version' | 'logLevel'>) => ({
  ENVIRONMENT: 'local',
  SERVICE_VERSION: version,
  LOG_LEVEL: logLevel.toUpperCase(),
});

const toolManagerEnvironment = ({ keys }: EnvironmentInput) => ({
  OPERATOR_AGENTS: `${accountId}/user/operator`,
  CURSOR_KEY: keys.cursorKey,
  // Whoever is alone with the service may measure it. Agents with keys may have limits of their own here too.
  AGENT_REQUESTS_PER_MINUTE: String(agentLimits.requestsPerMinute.maximum),
});

const workerEnvironment = ({ deadLetterQueueUrl }: EnvironmentInput) => ({ DEAD_LETTER_QUEUE_URL: deadLetterQueueUrl });

const tableEnvironment = ({ endpoints }: EnvironmentInput) => ({
  TABLE_NAME: tableName,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
});

const servicesEnvironment = (input: EnvironmentInput) => ({
  ...tableEnvironment(input),
  BUCKET_NAME: bucketName,
  QUEUE_URL: input.queueUrl,
  VALIDATOR_FUNCTION_NAME: deployedName('validator'),
  EXECUTOR_FUNCTION_NAME: deployedName('executor'),
  CODE_INTERPRETER_ID: codeInterpreterId,
  AWS_ENDPOINT_URL_S3: input.endpoints.s3,
  AWS_ENDPOINT_URL_LAMBDA: input.endpoints.lambda,
  AWS_ENDPOINT_URL_SQS: input.endpoints.sqs,
  AWS_ENDPOINT_URL_BEDROCK_AGENTCORE: input.endpoints.agentcore,
});
