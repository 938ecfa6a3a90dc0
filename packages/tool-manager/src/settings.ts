import { agentLimits } from '@dtr/contracts';
import {
  type Environment,
  key,
  list,
  optional,
  readSettings,
  serviceSettings,
  text,
  wholeNumber,
} from '@dtr/lambda-kit';

const cursorKeyBytes = 32;

const specification = {
  ...serviceSettings,
  tableName: text('TABLE_NAME', 'the name of the DynamoDB table'),
  bucketName: text('BUCKET_NAME', 'the name of the S3 bucket of artifacts'),
  validatorFunctionName: text('VALIDATOR_FUNCTION_NAME', 'the name of the validator function'),
  executorFunctionName: text('EXECUTOR_FUNCTION_NAME', 'the name of the executor function'),
  queueUrl: text('QUEUE_URL', "the URL of the worker's queue"),
  operatorAgents: optional(list('OPERATOR_AGENTS', 'ids of agents'), [] as readonly string[]),
  codeInterpreterId: optional(text('CODE_INTERPRETER_ID', 'the id of an AgentCore Code Interpreter'), undefined),
  /** Of agents that have no limits of their own. */
  requestsPerMinute: optional(wholeNumber('AGENT_REQUESTS_PER_MINUTE', agentLimits.requestsPerMinute), 600),
  executionsPerDay: optional(wholeNumber('AGENT_EXECUTIONS_PER_DAY', agentLimits.executionsPerDay), undefined),
  cursorKey: key('CURSOR_KEY', cursorKeyBytes),
  gatewayId: optional(text('GATEWAY_ID', 'the id of an AgentCore Gateway'), undefined),
  /** The SDK reads it too; here it says that buckets have no host name of their own. */
  s3Endpoint: optional(text('AWS_ENDPOINT_URL_S3', 'a URL'), undefined),
  /** Where Lambda unpacks the zip, and with it the assets of the documentation page. */
  taskRoot: optional(text('LAMBDA_TASK_ROOT', 'a folder'), '.'),
};

export type Settings = ReturnType<typeof readToolManagerSettings>;

/** Throws `SettingsError` naming every variable that is missing or not accepted. */
export function readToolManagerSettings(env: Environment) {
  return readSettings(env, specification);
}
