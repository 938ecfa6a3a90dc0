export type { Answer } from './answer.ts';
export {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type ExecuteAnswer,
  type ExecuteOptions,
  type WriteOptions,
} from './client.ts';
export type { Credentials, KeyCredentials } from './credentials.ts';
export { type JobSummary, type JobWaitOptions, NoResultError } from './jobs.ts';
export type { Preference } from './prefer.ts';
export { ProblemError, TransportError } from './problem-error.ts';
export type { RetryPolicy } from './retry.ts';
export { readSharedCredentials } from './shared-credentials.ts';
export { type PlainRequest, type SigningOptions, signRequest } from './sign-request.ts';
