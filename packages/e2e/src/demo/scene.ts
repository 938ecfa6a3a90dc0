import type { Client } from '@dtr/client';
import type { Language, Tool, ToolDraft } from '@dtr/contracts';
import type { Tally } from './tally.ts';
import type { Transcript } from './transcript.ts';

/** A tool that an act created, for the acts that follow. */
export interface CreatedTool {
  readonly draft: ToolDraft;
  readonly tool: Tool;
  readonly etag: string;
}

/** Everything an act may use. */
export interface Scene {
  readonly planner: Client;
  readonly researcher: Client;
  readonly operator: Client;
  readonly transcript: Transcript;
  readonly tally: Tally;
  readonly created: Map<string, CreatedTool>;
}

/** The short names of the languages on screen. */
export const shownLanguage = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
} as const satisfies Record<Language, string>;

/** Measures one call. */
export async function timed<Value>(run: () => Promise<Value>): Promise<{ readonly value: Value; readonly ms: number }> {
  const started = performance.now();
  const value = await run();
  return { value, ms: performance.now() - started };
}

/** Measures one call that ought to succeed. A failure is a mismatch, and the story goes on without it. */
export async function attempted<Value>(
  { tally, transcript }: Scene,
  name: string,
  run: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly ms: number } | undefined> {
  try {
    return await timed(run);
  } catch (error) {
    tally.mismatch(`${name}: ${error}`);
    transcript.step({ mark: 'wrong', name, facts: [String(error)] });
    return undefined;
  }
}

/** What a call is refused with; a mismatch of its own when it is not. */
export async function refusalOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return new Error('it was not refused');
}

export function createdTool(scene: Scene, name: string): CreatedTool {
  const found = scene.created.get(name);
  if (!found) throw new Error(`the demo needs the tool ${name}, which was not created`);
  return found;
}
