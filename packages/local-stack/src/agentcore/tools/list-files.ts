import type { LiveInterpreter } from '@dtr/sandbox/live';
import type { Tool } from './find-tool.ts';
import { mimeTypeOf } from './mime-type.ts';
import { fileUri, sessionPath, withFile } from './session-path.ts';
import type { ContentBlock, ToolResult } from './tool-result.ts';

/** What lies in one directory, by name. `directoryPath` and `path` both name it; neither: the session's own. */
export const listFiles: Tool = (input) => {
  const directory = sessionPath(input.directoryPath ?? input.path ?? '', 'directoryPath');
  const run = async (interpreter: LiveInterpreter): Promise<ToolResult> => {
    const entries = await withFile(directory, () => interpreter.listFiles(directory));
    if ('content' in entries) return entries;
    const content = entries.map(({ name, isDirectory, bytes }): ContentBlock => {
      const path = directory === '' ? name : `${directory}/${name}`;
      const link = { type: 'resource_link', uri: fileUri(path), name } as const;
      return isDirectory
        ? { ...link, description: 'Directory' }
        : { ...link, description: 'File', mimeType: mimeTypeOf(name), size: bytes };
    });
    return { content, isError: false };
  };
  return { engine: 'python', run };
};
