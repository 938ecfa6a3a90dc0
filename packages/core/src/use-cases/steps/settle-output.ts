import { type ExecutionError, limits, type OutputStatus, type SchemaDocument } from '@dtr/contracts';
import { parseExactJson } from '../../domain/json/exact-json.ts';
import { utf8Bytes } from '../../domain/json/utf8-bytes.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { FinishedExecution } from '../../ports/tool-executor.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import { checkValue } from './check-value.ts';

/** An output that is kept apart because it is too large for an answer. */
export interface LargeOutput {
  readonly outputKey: string;
  readonly bytes: number;
}

export interface SettledOutput {
  readonly outputJson: string;
  readonly outputStatus: OutputStatus;
  readonly error: ExecutionError | null;
  readonly largeOutput?: LargeOutput;
}

export interface SettleOutputDeps {
  readonly outputs: OutputStore;
  readonly schemas: ToolSchemas;
}

/** Decides how an output is shown: inline and checked against `returns`, or whole behind a link. It is never cut. */
export async function settleOutput(
  { outputs, schemas }: SettleOutputDeps,
  outputKey: string,
  { outputStatus, outputJson, error, outputBytes }: FinishedExecution,
  returns: SchemaDocument | undefined,
): Promise<SettledOutput> {
  if (outputJson === undefined)
    return { outputJson: 'null', outputStatus, error: error ?? lostOutput(outputStatus, outputBytes) };
  const bytes = utf8Bytes(outputJson);
  if (bytes > limits.inlineOutputBytes) {
    await outputs.put(outputKey, outputJson);
    return { outputJson: 'null', outputStatus: 'too_large', error, largeOutput: { outputKey, bytes } };
  }
  const mismatch = returns && (await findMismatch(schemas, returns, outputJson));
  return mismatch
    ? { outputJson, outputStatus: 'schema_mismatch', error: mismatch }
    : { outputJson, outputStatus, error };
}

async function findMismatch(
  schemas: ToolSchemas,
  returns: SchemaDocument,
  outputJson: string,
): Promise<ExecutionError | undefined> {
  const [fault] = (await checkValue(schemas, returns, parseExactJson(outputJson))).faults;
  return fault && { type: 'OutputSchemaMismatch', message: `The output ${fault.message}.`, path: fault.pointer };
}

function lostOutput(outputStatus: OutputStatus, bytes: number | undefined): ExecutionError | null {
  if (outputStatus !== 'too_large') return null;
  const size = bytes === undefined ? '' : ` of ${bytes} bytes`;
  return { type: 'OutputTooLarge', message: `The output${size} is not kept: at most ${limits.outputBytes} bytes are.` };
}
