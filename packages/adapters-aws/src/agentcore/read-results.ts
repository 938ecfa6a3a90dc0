import type { CodeInterpreterResult } from '@aws-sdk/client-bedrock-agentcore';
import { createOutputReader, type SessionOutput } from './harness/read-frame.ts';

/** All that an invocation gave, as far as it matters. */
export interface SessionResults {
  readonly output: SessionOutput;
  readonly stderr: string;
  /** How the session says that it ended; absent when the stream was over without such a word. */
  readonly ending?: { readonly exitCode?: number; readonly executionMs?: number };
}

/** Room for the reports of the harness beside an output: two logs and a trace, each character of them escaped. */
const reportChars = 512 * 1_024;

/** Reads to the end, since the harness speaks last; keeps no more than an output and some logs, whatever comes. */
export async function readResults(
  results: AsyncIterable<CodeInterpreterResult>,
  { outputBytes, logBytes }: { readonly outputBytes: number; readonly logBytes: number },
): Promise<SessionResults> {
  const reader = createOutputReader({ strayChars: logBytes, frameChars: outputBytes + reportChars });
  let stderr = '';
  let ending: SessionResults['ending'];
  for await (const result of results) {
    const { structuredContent } = result;
    reader.push(structuredContent?.stdout ?? (structuredContent ? '' : shownText(result)));
    if (stderr.length <= logBytes) stderr += (structuredContent?.stderr ?? '').slice(0, logBytes + 1);
    ending = endingOf(structuredContent) ?? ending;
  }
  return { output: reader.read(), stderr, ...(ending && { ending }) };
}

function endingOf(content: CodeInterpreterResult['structuredContent']): SessionResults['ending'] {
  const { taskStatus, exitCode, executionTime } = content ?? {};
  if (taskStatus === 'working' || taskStatus === 'submitted') return undefined;
  return {
    ...(exitCode !== undefined && { exitCode }),
    ...(executionTime !== undefined && { executionMs: executionTime }),
  };
}

/** What is shown, when nothing is said of streams. */
const shownText = ({ content = [] }: CodeInterpreterResult): string =>
  content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('');
