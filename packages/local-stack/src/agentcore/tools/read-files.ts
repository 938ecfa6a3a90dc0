import { isUtf8 } from 'node:buffer';
import type { LiveInterpreter } from '@dtr/sandbox/live';
import { list } from '../read-input.ts';
import type { Tool } from './find-tool.ts';
import { mimeTypeOf } from './mime-type.ts';
import { fileUri, sessionPath, withFile } from './session-path.ts';
import type { ContentBlock, ToolResult } from './tool-result.ts';

/** Hands out files: as text when they are UTF-8, else as bytes. */
export const readFiles: Tool = (input) => {
  const paths = list(input, 'paths').map((path) => sessionPath(path, 'paths'));
  const run = async (interpreter: LiveInterpreter): Promise<ToolResult> => {
    const content: ContentBlock[] = [];
    for (const path of paths) {
      const bytes = await withFile(path, () => interpreter.readFile(path));
      if (!Buffer.isBuffer(bytes)) return bytes;
      content.push(resourceOf(path, bytes));
    }
    return { content, isError: false };
  };
  return { engine: 'python', run };
};

function resourceOf(path: string, bytes: Buffer): ContentBlock {
  const common = { uri: fileUri(path), mimeType: mimeTypeOf(path) };
  return isUtf8(bytes)
    ? { type: 'resource', resource: { type: 'text', ...common, text: bytes.toString('utf8') } }
    : { type: 'resource', resource: { type: 'blob', ...common, blob: bytes.toString('base64') } };
}
