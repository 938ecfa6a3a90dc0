import type { PositionedPage } from '../domain/positioned-page.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';

export interface ScannedTool {
  readonly record: ToolRecord;
  /** Where to read on after this very tool. */
  readonly position: string;
}

/** Every tool there is, whoever owns it: for work on all of them, not for agents. */
export interface ToolScan {
  /**
   * At most `limit` tools at their latest version, deleted ones left out, in an order of its own. A page may be short, or empty, and
   * still have a position. A tool that stays is met once by whoever reads to the end; one created meanwhile may be missed.
   */
  scan(query: { readonly position?: string; readonly limit: number }): Promise<PositionedPage<ScannedTool>>;
}
