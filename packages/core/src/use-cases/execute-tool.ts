import { type ExecuteRequest, limits, type ToolLimits } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import type { ExecutionAnswer } from '../domain/execution/execution-answer.ts';
import { executorRequest } from '../domain/execution/executor-request.ts';
import { type AgentId, type ExecutionId, executionIdOf } from '../domain/ids.ts';
import { utf8Bytes } from '../domain/json/utf8-bytes.ts';
import type { AppliedPolicy } from '../domain/policy/applied-policy.ts';
import { toolQuarantined } from '../domain/tool/refusals.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import { type EffectiveSchemas, effectiveSchemas } from '../domain/tool/tool-view.ts';
import type { UlidSource } from '../domain/ulid.ts';
import type { Clock } from '../ports/clock.ts';
import type { ToolExecutor } from '../ports/tool-executor.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import type { ToolSchemas } from '../ports/tool-schemas.ts';
import type { ChangeQuarantineDeps } from './steps/change-quarantine.ts';
import { checkValue, faultsAt } from './steps/check-value.ts';
import { executionNotStarted, outcomeUnknown } from './steps/execution-errors.ts';
import { type ExecutionRecordDeps, keepExecution, recallExecution } from './steps/execution-records.ts';
import { getVisibleTool } from './steps/find-tool.ts';
import { getVersion } from './steps/find-version.ts';
import { type HoldToPolicyDeps, makeHoldToPolicy } from './steps/hold-to-policy.ts';
import { makeQuarantineRefused } from './steps/quarantine-refused.ts';
import type { ReadDefinition } from './steps/read-definition.ts';
import { settleOutput } from './steps/settle-output.ts';
import type { Attempt } from './with-idempotency.ts';

export interface ExecuteToolDeps extends ExecutionRecordDeps, HoldToPolicyDeps, ChangeQuarantineDeps {
  readonly tools: ToolRepository;
  readonly readDefinition: ReadDefinition;
  readonly schemas: ToolSchemas;
  readonly executor: ToolExecutor;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
}

export type ExecuteTool = ReturnType<typeof makeExecuteTool>;

/**
 * Runs a tool once and waits, if the policy of its owner accepts it now: a policy that was applied a moment ago holds before its
 * re-validation has come by. Input faults and a sandbox that did not start leave no execution behind; every other outcome is stored
 * before it is answered, an unknown one too. A repeated attempt with the same seed finds the stored outcome; only when none is known
 * does the code run again, under the same id: tools of tier `wasm` have no effect outside their sandbox.
 */
export function makeExecuteTool(deps: ExecuteToolDeps) {
  const holdToPolicy = makeHoldToPolicy(deps);
  const quarantineRefused = makeQuarantineRefused(deps);
  return async function executeTool(
    caller: AgentId,
    toolId: string,
    request: ExecuteRequest,
    attempt?: Attempt,
  ): Promise<ExecutionAnswer> {
    const executionId = executionIdOf(attempt?.seed ?? deps.newUlid());
    const known = attempt?.isRetry ? await recallExecution(deps, caller, executionId) : undefined;
    if (known !== undefined && known.status !== 'unknown') return known;
    const record = await getVersion(deps.tools, await getVisibleTool(deps.tools, caller, toolId), request.version);
    if (record.status === 'quarantined') throw toolQuarantined(record, caller);
    const { tier, policy } = await holdToPolicy(caller, record);
    if (tier !== 'wasm') throw executionNotStarted('The sandbox tier that this tool needs is not available.');
    return run(
      { ...deps, quarantineRefused },
      { caller, executionId, record: { ...record, limits: cappedBy(policy, record) }, request },
    );
  };
}

interface Run {
  readonly caller: AgentId;
  readonly executionId: ExecutionId;
  readonly record: ToolRecord;
  readonly request: ExecuteRequest;
}

interface RunDeps extends ExecuteToolDeps {
  readonly quarantineRefused: ReturnType<typeof makeQuarantineRefused>;
}

async function run(deps: RunDeps, { caller, executionId, record, request }: Run): Promise<ExecutionAnswer> {
  const definition = await deps.readDefinition(record.digest);
  const schemas = effectiveSchemas(definition, record.validation.inferred);
  const inputJson = await checkedInput(deps.schemas, schemas, request);
  const order = { executionId, inputJson, timeoutMs: timeoutMsOf(record, request) };
  const startedAt = deps.clock.now().toISOString();
  const result = await deps.executor.execute(executorRequest({ ...record, definition }, order), { tier: 'wasm' });
  if (result.outcome === 'not-started' && result.refusedByRuntime)
    throw await deps.quarantineRefused(caller, record, result.refusedByRuntime);
  if (result.outcome === 'not-started') throw executionNotStarted('No sandbox was free.', result.reason);
  const answer = {
    executionId,
    toolId: record.toolId,
    version: record.version,
    digest: record.digest,
    startedAt,
    finishedAt: deps.clock.now().toISOString(),
  };
  if (result.outcome === 'unknown') {
    await keepExecution(deps, caller, { ...answer, ...unknownOutcome });
    throw outcomeUnknown(executionId, result.reason);
  }
  const { status, logs, engine, usage } = result.execution;
  const { largeOutput, ...output } = await settleOutput(deps, executionId, result.execution, schemas.returns);
  return keepExecution(
    deps,
    caller,
    { ...answer, ...output, status, logs, usage, sandbox: { tier: 'wasm', engine } },
    largeOutput,
  );
}

const unknownOutcome = {
  status: 'unknown',
  outputJson: 'null',
  outputStatus: 'none',
  error: { type: 'OutcomeUnknown', message: 'The execution was started; its outcome is not known.' },
  logs: { stdout: '', stderr: '', truncated: false },
  sandbox: { tier: 'wasm', engine: 'unknown' },
  usage: { durationMs: 0, startMs: 0 },
} as const;

async function checkedInput(
  schemas: ToolSchemas,
  { parameters }: EffectiveSchemas,
  { input }: ExecuteRequest,
): Promise<string> {
  const bytes = utf8Bytes(JSON.stringify(input));
  if (bytes > limits.inputBytes) {
    throw new AppError(
      'request.too_large',
      `The input has ${bytes} bytes as JSON; at most ${limits.inputBytes} are accepted.`,
      {
        details: { errors: [{ pointer: '/input', message: `at most ${limits.inputBytes} bytes are accepted` }] },
      },
    );
  }
  const { value, faults } = await checkValue(schemas, parameters, input);
  if (faults.length === 0) return JSON.stringify(value);
  const errors = faultsAt('/input', faults);
  throw new AppError(
    'execution.invalid_input',
    `The input does not match the tool's parameters: ${errors[0]?.pointer} ${errors[0]?.message}.`,
    {
      details: { errors, hint: "Nothing has run. The tool's `parameters` say what it accepts." },
    },
  );
}

/** A policy may have become stricter than an older version asks for. */
function cappedBy({ document }: AppliedPolicy, { limits: asked }: ToolRecord): ToolLimits {
  return {
    timeoutSeconds: Math.min(asked.timeoutSeconds, document.limits.timeoutSeconds),
    memoryMb: Math.min(asked.memoryMb, document.limits.memoryMb),
  };
}

/** The least of what the tool may take, what the caller wants, and how long a caller can be kept waiting. */
function timeoutMsOf(record: ToolRecord, { timeoutSeconds = limits.synchronousSeconds }: ExecuteRequest): number {
  return Math.min(record.limits.timeoutSeconds, timeoutSeconds, limits.synchronousSeconds) * 1_000;
}
