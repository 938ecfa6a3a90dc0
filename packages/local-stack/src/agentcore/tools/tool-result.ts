/** One piece of a result's content, as the wire has it; bytes are base64 text. */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'resource';
      readonly resource: {
        readonly type: 'text' | 'blob';
        readonly uri: string;
        readonly mimeType: string;
        readonly text?: string;
        readonly blob?: string;
      };
    }
  | {
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly description: 'File' | 'Directory';
      readonly mimeType?: string;
      readonly size?: number;
    };

/** The `result` event of an invocation. */
export interface ToolResult {
  readonly content: readonly ContentBlock[];
  readonly structuredContent?: {
    readonly stdout: string;
    readonly stderr: string;
    readonly exitCode?: number;
    /** Milliseconds. */
    readonly executionTime?: number;
    readonly taskStatus?: 'working';
  };
  readonly isError: boolean;
}

/** A result that is only a sentence. */
export const saying = (text: string, isError = false): ToolResult => ({ content: [{ type: 'text', text }], isError });
