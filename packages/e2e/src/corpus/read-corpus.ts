import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, ToolDraft } from '@dtr/contracts';

const packageDir = join(import.meta.dirname, '..', '..');
const extensionOf = { python: 'py', javascript: 'js', typescript: 'ts' } as const satisfies Record<Language, string>;

/** A tool of the corpus as an agent would post it. */
export interface CorpusTool {
  /** Folder below `tools/`, for example `csv-to-records`. */
  readonly folder: string;
  readonly draft: ToolDraft;
}

/** A tool that policy must refuse. */
export interface HostileTool extends CorpusTool {
  /** A violation that must be among those shown. */
  readonly expected: { readonly rule: string; readonly line: number };
  /** The same tool with the violation mended, where that can be done. */
  readonly mended?: ToolDraft;
}

/** Every tool below `tools/`, by folder name. */
export function readTools(): readonly CorpusTool[] {
  const base = join(packageDir, 'tools');
  return foldersBelow(base).map((folder) => ({ folder, draft: readDraft(join(base, folder)) }));
}

/** Every tool below `hostile/`, by folder name. */
export function readHostileTools(): readonly HostileTool[] {
  const base = join(packageDir, 'hostile');
  return foldersBelow(base).map((folder) => {
    const dir = join(base, folder);
    const draft = readDraft(dir);
    const mended = join(dir, `mended.${extensionOf[draft.language]}`);
    return {
      folder,
      draft,
      expected: readJson(join(dir, 'expected.json')),
      ...(existsSync(mended) ? { mended: { ...draft, code: readFileSync(mended, 'utf8') } } : {}),
    };
  });
}

function readDraft(dir: string): ToolDraft {
  const draft: Omit<ToolDraft, 'code'> = readJson(join(dir, 'tool.json'));
  return { ...draft, code: readFileSync(join(dir, `code.${extensionOf[draft.language]}`), 'utf8') };
}

function foldersBelow(base: string): readonly string[] {
  return readdirSync(base).sort();
}

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, 'utf8'));
}
