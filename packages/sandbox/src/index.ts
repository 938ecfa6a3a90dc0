export type { EngineName } from './engines.ts';
export type { RunLimits } from './limits.ts';
export type { Isolation } from './process/isolation.ts';
export { type Language, languages, type RunRequest } from './run-request.ts';
export type { OutputStatus, RunError, RunLogs, RunResult, RunStatus, RuntimeRefusal } from './run-result.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
