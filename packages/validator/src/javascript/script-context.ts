import type { Language, PolicyDocument } from '@dtr/contracts';
import type { Rule } from '../analysis/rule.ts';
import type { SourceText } from '../analysis/source-text.ts';
import { plainNames } from './plain-names.ts';
import { analyseScopes, type ScriptScopes } from './scopes.ts';
import type { ScriptTree } from './tree.ts';
import { type CallIndex, indexCalls } from './values/call-index.ts';
import { createTables, type InitialOf } from './values/constant-tables.ts';
import { createFolder } from './values/fold.ts';
import { createPaths, type PathsOf } from './values/value-paths.ts';
import type { ScriptFold } from './values/value-sets.ts';

/** Everything a rule about JavaScript or TypeScript may look at. */
export interface ScriptContext {
  readonly source: SourceText;
  readonly language: Exclude<Language, 'python'>;
  readonly policy: PolicyDocument;
  readonly tree: ScriptTree;
  readonly scopes: ScriptScopes;
  /** Free names that the policy allows. */
  readonly globals: ReadonlySet<string>;
  /** What a variable is initialised with, when that is all it ever holds. */
  readonly initial: InitialOf;
  /** The strings an expression can have, when all of them are known. */
  readonly fold: ScriptFold;
  /** What functions return, and where they are called. */
  readonly calls: CallIndex;
  /** What an expression may be, followed through names, patterns, tables and calls of own functions. */
  readonly pathsOf: PathsOf;
}

export type ScriptRule = Rule<ScriptContext>;

export function createScriptContext(
  source: SourceText,
  language: ScriptContext['language'],
  tree: ScriptTree,
  policy: PolicyDocument,
): ScriptContext {
  const globals = new Set(policy.allowedGlobals[language]);
  const written = analyseScopes(tree);
  const scopes = plainNames(tree, written, globals) ? analyseScopes(tree) : written;
  const tables = createTables(scopes, tree);
  const fold = createFolder(scopes, tables, tree);
  const calls = indexCalls(tree);
  const pathsOf = createPaths({ tree, scopes, fold, calls });
  return { source, language, policy, tree, scopes, globals, initial: tables.initial, fold, calls, pathsOf };
}
