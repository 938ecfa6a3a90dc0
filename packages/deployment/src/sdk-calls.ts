import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** A command of the SDK that a function's own code makes, and where. */
export interface SdkCall {
  /** `GetObjectCommand`; of a transaction's items `Put`, `Update`, `Delete`, `ConditionCheck`. */
  readonly command: string;
  readonly files: readonly string[];
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Our own code is bundled as the build does it, which leaves out what nobody uses; what is not ours makes no calls by itself. */
const ownCodeOnly: Plugin = {
  name: 'own-code-only',
  setup: (esbuild) =>
    esbuild.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@dtr/') ? undefined : { path, external: true },
    ),
};

/** Every command in the bundle of a package's function. */
export async function sdkCallsOf(folder: string): Promise<readonly SdkCall[]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'packages', folder, 'src', 'handler.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    plugins: [ownCodeOnly],
    logLevel: 'error',
  });
  return callsIn(outputFiles[0]?.text ?? '');
}

/** Reads a bundle that is not minified, in which each file begins with a comment of its path. */
export function callsIn(bundle: string): readonly SdkCall[] {
  const found = new Map<string, Set<string>>();
  for (const part of bundle.split(/^\/\/ (?=\S+\.[cm]?[jt]s$)/m)) {
    const file = part.slice(0, part.indexOf('\n'));
    for (const command of commandsIn(part)) found.set(command, (found.get(command) ?? new Set()).add(file));
  }
  const hasTransactions = found.has('TransactWriteCommand');
  return [...found]
    .filter(([command]) => command.endsWith('Command') || hasTransactions)
    .map(([command, files]) => ({ command, files: [...files].sort() }));
}

function commandsIn(source: string): string[] {
  const hidden = /\b(?:paginate|waitUntil)[A-Z]\w*\(/.exec(source);
  if (hidden) throw new Error(`${hidden[0]} calls AWS by itself, which is not looked into: use the command`);
  // esbuild adds a number where two files have a name for the same.
  const commands = [...source.matchAll(/new (?:\w+\.)?([A-Z]\w*Command)\d*\(/g)].map((match) => match[1] ?? '');
  const items = [...source.matchAll(/\b(Put|Update|Delete|ConditionCheck): [{\w]/g)].map((match) => match[1] ?? '');
  return [...commands, ...items];
}
