import type { Json, RuntimeRefusal, ToolExample } from '@dtr/contracts';
import type { FieldFault } from '../../domain/app-error.ts';
import { executorRequest, type RunnableTool } from '../../domain/execution/executor-request.ts';
import { executionIdOf } from '../../domain/ids.ts';
import { parseExactJson } from '../../domain/json/exact-json.ts';
import { isSameJson } from '../../domain/json/json-equality.ts';
import { exampleFailed } from '../../domain/tool/refusals.ts';
import type { EffectiveSchemas } from '../../domain/tool/tool-view.ts';
import type { UlidSource } from '../../domain/ulid.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExecutorOutcome, FinishedExecution, ToolExecutor } from '../../ports/tool-executor.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import { checkValue, faultsAt } from './check-value.ts';
import { executionNotStarted, executionRateLimited, noSuchTier, sandboxLost } from './execution-errors.ts';
import type { TakeTurn } from './take-turn.ts';

/** All examples of a draft together: what is left of the 30 s of an HTTP request when the rest has had its share. */
const budgetMs = 20_000;
const examplesAtOnce = 4;
/** For a place in the rate, each. */
const patienceMs = 800;
const shownChars = 200;

export interface RunExamplesDeps {
  readonly executor: ToolExecutor;
  readonly schemas: ToolSchemas;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
  readonly takeTurn: TakeTurn;
}

/** The interpreter does not compile the code, so that no example can pass. Never reaches a caller. */
export class CodeRefused extends Error {
  readonly refusal: RuntimeRefusal;

  constructor(refusal: RuntimeRefusal) {
    super('The interpreter refuses the code.');
    this.refusal = refusal;
  }
}

type NotStarted = Extract<ExecutorOutcome, { outcome: 'not-started' }>;
export type TestedTool = RunnableTool & { readonly schemas: EffectiveSchemas };
type IndexedExample = Required<Pick<ToolExample, 'output'>> & Pick<ToolExample, 'input'> & { readonly index: number };

/**
 * The test gate: runs every example that says its output and throws `tool.example_failed` with all that went wrong.
 * Throws `CodeRefused` when the interpreter does not compile the code, and
 * `execution.not_started` or `dependency.unavailable` when the sandbox, not the tool, was at fault.
 */
export function makeRunExamples(deps: RunExamplesDeps) {
  return async function runExamples(tool: TestedTool, examples: readonly ToolExample[]): Promise<void> {
    if (!examples.some(hasOutput)) return;
    const deadline = deps.clock.now().getTime() + budgetMs;
    const waiting = examples.flatMap((example, index) => (hasOutput(example) ? [{ ...example, index }] : []));
    const faults: FieldFault[] = [];
    const runWaiting = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        faults.push(...(await runExample(deps, tool, next, deadline)));
      }
    };
    await Promise.all(Array.from({ length: examplesAtOnce }, runWaiting));
    if (faults.length > 0) throw exampleFailed(faults.sort((left, right) => indexIn(left) - indexIn(right)));
  };
}

async function runExample(
  { executor, schemas, takeTurn, clock, newUlid }: RunExamplesDeps,
  tool: TestedTool,
  { input, output, index }: IndexedExample,
  deadline: number,
): Promise<readonly FieldFault[]> {
  const at = `/examples/${index}`;
  const timeoutMs = Math.min(tool.limits.timeoutSeconds * 1_000, deadline - clock.now().getTime());
  if (timeoutMs <= 0) return [{ pointer: `${at}/input`, message: 'was not run: all examples together may take 20 s' }];
  const { value } = await checkValue(schemas, tool.schemas.parameters, input);
  const order = { executionId: executionIdOf(newUlid()), inputJson: JSON.stringify(value), timeoutMs };
  const { tier } = tool.validation;
  if ((await takeTurn(tier, patienceMs)) === 'exhausted') throw executionRateLimited();
  const result = await executor.execute(executorRequest(tool, order), { tier });
  if (result.outcome === 'not-started') throw notStarted(result);
  if (result.outcome === 'unknown') throw sandboxLost(result.reason);
  const actual = outputOf(result.execution);
  if (actual === undefined) return [{ pointer: `${at}/input`, message: failureOf(result.execution) }];
  if (!isSameJson(actual, output)) return [{ pointer: `${at}/output`, message: `gave ${shortened(actual)} instead` }];
  if (tool.schemas.returns === undefined) return [];
  return faultsAt(`${at}/output`, (await checkValue(schemas, tool.schemas.returns, actual)).faults);
}

function notStarted({ reason, refusedByRuntime, isRateLimited, isUnavailable }: NotStarted): Error {
  if (refusedByRuntime) return new CodeRefused(refusedByRuntime);
  if (isRateLimited) return executionRateLimited();
  return executionNotStarted(
    isUnavailable ? noSuchTier : 'The examples could not be run: no sandbox was free.',
    reason,
  );
}

function outputOf({ status, outputStatus, outputJson }: FinishedExecution): Json | undefined {
  const isUsable = status === 'succeeded' && outputStatus === 'valid' && outputJson !== undefined;
  return isUsable ? parseExactJson(outputJson) : undefined;
}

function failureOf({ status, outputStatus, error }: FinishedExecution): string {
  const what =
    status === 'succeeded'
      ? `gave an output that is ${outputStatus.replaceAll('_', ' ')}`
      : status.replaceAll('_', ' ');
  if (error === null) return what;
  const line = error.line === undefined ? '' : ` (line ${error.line})`;
  return `${what}: ${error.type}: ${cut(error.message)}${line}`;
}

function hasOutput(example: ToolExample): example is ToolExample & { readonly output: Json } {
  return example.output !== undefined;
}

function shortened(value: Json): string {
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  const chars = Array.from(text.slice(0, 2 * shownChars));
  return chars.length > shownChars ? `${chars.slice(0, shownChars).join('')}…` : text;
}

function indexIn({ pointer }: FieldFault): number {
  return Number(pointer.split('/')[2]);
}
