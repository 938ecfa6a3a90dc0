import type { ExecutionResult } from '@dtr/contracts';

/**
 * The result of an execution with its output as the JSON text that the sandbox wrote, so that no digit is lost on the way.
 * `outputJson` is `null` as text where there is no output to show.
 */
export type ExecutionAnswer = Omit<ExecutionResult, 'output'> & { readonly outputJson: string };

/** The body of an answer: an `ExecutionResult` as JSON with the output's text in its place, unread. */
export function executionJson({ outputJson, ...rest }: ExecutionAnswer): string {
  return `${JSON.stringify(rest).slice(0, -1)},"output":${outputJson}}`;
}
