import type { ToolWords } from '@dtr/contracts';
import type { ToolMetadata } from './tool-record.ts';

/** What stands beside the definition and is judged with it. */
export function wordsOf({ name, title, description, tags }: ToolMetadata): ToolWords {
  return { name, ...(title !== undefined && { title }), description, tags };
}
