import { hasCertainlyNotRun } from '../certainly-not-run.ts';
import type { LambdaConnector } from './lambda-connection.ts';

export interface FunctionOptions {
  readonly connect: LambdaConnector;
  readonly functionName: string;
}

/** `failed`: the function ran and broke. `refused`: it certainly did not run. `lost`: nobody knows. */
export type InvokeOutcome =
  | { readonly outcome: 'answered'; readonly payload: string }
  | { readonly outcome: 'failed' | 'refused' | 'lost'; readonly cause: unknown };

/** Calls a function once and waits for its answer at most `timeoutMs`, or until the signal. Does not throw for what may go wrong on the way. */
export async function invokeFunction(
  { connect, functionName }: FunctionOptions,
  request: unknown,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<InvokeOutcome> {
  const { sdk, client } = await connect();
  const command = new sdk.InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) });
  const timeLimit = AbortSignal.timeout(timeoutMs);
  const abortSignal = signal ? AbortSignal.any([signal, timeLimit]) : timeLimit;
  try {
    const answer = await client.send(command, { abortSignal });
    const payload = answer.Payload?.transformToString('utf-8') ?? '';
    return answer.FunctionError === undefined
      ? { outcome: 'answered', payload }
      : {
          outcome: 'failed',
          cause: new Error(`${functionName} failed: ${answer.FunctionError} ${payload.slice(0, 1_000)}`),
        };
  } catch (cause) {
    return { outcome: hasCertainlyNotRun(cause) ? 'refused' : 'lost', cause };
  }
}
