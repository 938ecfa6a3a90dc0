import { type Environment, optional, readSettings, serviceSettings, text } from '@dtr/lambda-kit';

const specification = {
  ...serviceSettings,
  tableName: text('TABLE_NAME', 'the name of the DynamoDB table'),
  bucketName: text('BUCKET_NAME', 'the name of the S3 bucket of artifacts'),
  queueUrl: text('QUEUE_URL', "the URL of this function's own queue"),
  deadLetterQueueUrl: text('DEAD_LETTER_QUEUE_URL', 'the URL of the queue of messages that were given up'),
  validatorFunctionName: text('VALIDATOR_FUNCTION_NAME', 'the name of the validator function'),
  executorFunctionName: text('EXECUTOR_FUNCTION_NAME', 'the name of the executor function'),
  codeInterpreterId: optional(text('CODE_INTERPRETER_ID', 'the id of an AgentCore Code Interpreter'), undefined),
  gatewayId: optional(text('GATEWAY_ID', 'the id of an AgentCore Gateway'), undefined),
  /** The SDK reads it too; here it says that buckets have no host name of their own. */
  s3Endpoint: optional(text('AWS_ENDPOINT_URL_S3', 'a URL'), undefined),
};

export type Settings = ReturnType<typeof readWorkerSettings>;

/** Throws `SettingsError` naming every variable that is missing or not accepted. */
export function readWorkerSettings(env: Environment) {
  return readSettings(env, specification);
}
