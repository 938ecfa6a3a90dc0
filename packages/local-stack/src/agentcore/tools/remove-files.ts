import { list } from '../read-input.ts';
import type { Tool } from './find-tool.ts';
import { sessionPath, withFile } from './session-path.ts';
import { saying } from './tool-result.ts';

/** Removes files, in the order given; stops at the first that cannot be removed. */
export const removeFiles: Tool = (input) => {
  const paths = list(input, 'paths').map((path) => sessionPath(path, 'paths'));
  return async ({ session, sessions }) => {
    const interpreter = await sessions.interpreter(session, 'python');
    for (const path of paths) {
      const fault = await withFile(path, () => interpreter.removeFile(path));
      if (fault) return fault;
    }
    return saying(`Successfully removed all ${paths.length} files`);
  };
};
