export const functionNames = ['tool-manager', 'validator', 'executor'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Names of what is deployed on this machine: those of AWS for an environment called `local`. */
export const deployedName = (name: FunctionName): string => `dtr-local-${name}`;
export const tableName = 'dtr-local';
export const bucketName = 'dtr-local-artifacts';
