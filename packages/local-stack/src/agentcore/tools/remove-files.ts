import type { LiveInterpreter } from '@dtr/sandbox/live';
import { list } from '../read-input.ts';
import type { Tool } from './find-tool.ts';
import { sessionPath, withFile } from './session-path.ts';
import { saying, type ToolResult } from './tool-result.ts';

/** Removes files, in the order given; stops at the first that cannot be removed. */
export const removeFiles: Tool = (input) => {
  const paths = list(input, 'paths').map((path) => sessionPath(path, 'paths'));
  const run = async (interpreter: LiveInterpreter): Promise<ToolResult> => {
    for (const path of paths) {
      const fault = await withFile(path, () => interpreter.removeFile(path));
      if (fault) return fault;
    }
    return saying(`Successfully removed all ${paths.length} files`);
  };
  return { engine: 'python', run };
};
