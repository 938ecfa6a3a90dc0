import { languages } from '@dtr/sandbox';
import type { Execution, LiveInterpreter } from '@dtr/sandbox/live';
import { invalid } from '../agentcore-error.ts';
import { oneOf, optionalFlag, text } from '../read-input.ts';
import type { Tool } from './find-tool.ts';
import type { ToolResult } from './tool-result.ts';

/** Fifteen minutes is what AWS allows one request. Memory and output are what a laptop can spare. */
const limits = { timeoutMs: 900_000, memoryMb: 512, logBytes: 16 * 1_024 * 1_024 };

const runtimesOf = { python: ['python'], javascript: ['deno', 'nodejs'], typescript: ['deno', 'nodejs'] } as const;

/** Runs code in the session's interpreter of its language, which JavaScript and TypeScript share. */
export const executeCode: Tool = (input) => {
  const code = text(input, 'code');
  const language = oneOf(input, 'language', languages);
  if (language === undefined) throw invalid(`language is required: one of ${languages.join(', ')}.`, 'language');
  oneOf(input, 'runtime', runtimesOf[language]);
  const isCleared = optionalFlag(input, 'clearContext');
  const engine = language === 'python' ? 'python' : 'javascript';
  const run = async (interpreter: LiveInterpreter): Promise<ToolResult> => {
    if (isCleared) await interpreter.clear();
    return resultOf(await interpreter.execute(code, language, limits));
  };
  return { engine, run };
};

function resultOf(execution: Execution): ToolResult {
  const { stdout, exitCode, durationMs } = execution;
  const stderr = execution.stderr + endingOf(execution);
  const isError = exitCode !== 0;
  return {
    content: [{ type: 'text', text: isError ? stdout + stderr : stdout }],
    structuredContent: { stdout, stderr, exitCode, executionTime: durationMs },
    isError,
  };
}

/** What a shell would say of a process that did not end by itself. */
function endingOf({ status, breakdown, truncated }: Execution): string {
  const lost = 'Variables and files of this interpreter are lost.\n';
  if (status === 'timed_out') return `Execution timed out. ${lost}`;
  if (status === 'out_of_memory') return `Out of memory. ${lost}`;
  if (status === 'broke_down') return `${breakdown?.message ?? 'The interpreter ended.'} ${lost}`;
  return truncated ? `Output beyond ${limits.logBytes} bytes was dropped.\n` : '';
}
