export const functionNames = ['tool-manager', 'validator', 'executor', 'worker', 'authorizer'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Names of what is deployed on this machine: those of AWS for an environment called `local`. */
export const deployedName = (name: FunctionName): string => `dtr-local-${name}`;
export const tableName = 'dtr-local';
export const bucketName = 'dtr-local-artifacts';
/** Of the worker, and where its messages end that failed too often. */
export const queueName = 'dtr-local-work';
export const deadLetterQueueName = 'dtr-local-work-dead';
/** The interpreter that AgentCore itself provides. */
export const codeInterpreterId = 'aws.codeinterpreter.v1';
