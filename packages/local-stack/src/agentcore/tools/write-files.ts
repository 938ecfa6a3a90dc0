import type { LiveInterpreter } from '@dtr/sandbox/live';
import type { JsonObject } from '../agentcore-call.ts';
import { invalid } from '../agentcore-error.ts';
import { list, optionalText } from '../read-input.ts';
import type { Tool } from './find-tool.ts';
import { sessionPath, withFile } from './session-path.ts';
import { saying, type ToolResult } from './tool-result.ts';

/** Writes files with their directories, in the order given; stops at the first that cannot be written. */
export const writeFiles: Tool = (input) => {
  const files = list(input, 'content').map(fileOf);
  const run = async (interpreter: LiveInterpreter): Promise<ToolResult> => {
    for (const { path, bytes } of files) {
      const fault = await withFile(path, () => interpreter.writeFile(path, bytes));
      if (fault) return fault;
    }
    return saying(`Successfully wrote all ${files.length} files`);
  };
  return { engine: 'python', run };
};

function fileOf(item: unknown): { readonly path: string; readonly bytes: Buffer } {
  if (typeof item !== 'object' || item === null) throw invalid('content must be a list of objects.', 'content');
  const block = item as JsonObject;
  const path = sessionPath(block.path, 'content.path');
  if (path === '') throw invalid('content.path must name a file.', 'content.path');
  const [text, blob] = [optionalText(block, 'text'), optionalText(block, 'blob')];
  if ((text === undefined) === (blob === undefined)) {
    throw invalid(`content must have either text or blob for ${path}.`, 'content');
  }
  return { path, bytes: text === undefined ? Buffer.from(blob ?? '', 'base64') : Buffer.from(text) };
}
