export type { Throttle } from './http-api/token-bucket.ts';
export { createLog, type Log, quietLog } from './log/log.ts';
export type { Endpoints } from './start/endpoints.ts';
export type { Agent } from './start/keys.ts';
export type { ExternalEndpoints } from './start/settings.ts';
export { StartError } from './start/start-error.ts';
export { type LocalStack, type LocalStackOptions, startLocalStack } from './start/start-local-stack.ts';
