declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An authenticated caller: `account/user/name` or `account/role/name` without session names, or `account/agent/name` of one that comes with a key. */
export type AgentId = Branded<'AgentId'>;
/** `tool-` and a ULID: tools sort by the instant of their creation. */
export type ToolId = Branded<'ToolId'>;
/** `exec-` and a ULID. */
export type ExecutionId = Branded<'ExecutionId'>;
/** `job-` and a ULID. */
export type JobId = Branded<'JobId'>;
/** `key-` and 16 hexadecimal digits: the beginning of the key's hash. */
export type KeyId = Branded<'KeyId'>;
/** `sha256:` and 64 hexadecimal digits. */
export type Digest = Branded<'Digest'>;

const ulidPattern = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
const toolIdPattern = new RegExp(`^tool-${ulidPattern}$`);
const executionIdPattern = new RegExp(`^exec-${ulidPattern}$`);
const jobIdPattern = new RegExp(`^job-${ulidPattern}$`);

/** Marks a name as authenticated. Only the code that has checked the caller's identity may call this. */
export function authenticatedAgent(name: string): AgentId {
  if (name === '') throw new Error('An agent needs a name.');
  return name as AgentId;
}

/** `undefined` when the text cannot be a tool id, so that no store is asked for it. */
export function parseToolId(text: string): ToolId | undefined {
  return toolIdPattern.test(text) ? (text as ToolId) : undefined;
}

/** `undefined` when the text cannot be an execution id. */
export function parseExecutionId(text: string): ExecutionId | undefined {
  return executionIdPattern.test(text) ? (text as ExecutionId) : undefined;
}

/** `undefined` when the text cannot be a job id. */
export function parseJobId(text: string): JobId | undefined {
  return jobIdPattern.test(text) ? (text as JobId) : undefined;
}

export function jobIdOf(ulid: string): JobId {
  return `job-${ulid}` as JobId;
}

export function toolIdOf(ulid: string): ToolId {
  return `tool-${ulid}` as ToolId;
}

export function executionIdOf(ulid: string): ExecutionId {
  return `exec-${ulid}` as ExecutionId;
}

/** The agent that comes with a key: its name, below the account that the service runs in. */
export function keyedAgent(account: string, name: string): AgentId {
  return `${account}/agent/${name}` as AgentId;
}
