import type { PolicyDocument } from '@dtr/contracts';
import type { Rule } from '../analysis/rule.ts';
import type { SourceText, Span } from '../analysis/source-text.ts';
import { createAliases, entriesOf, type StandsFor } from './aliases.ts';
import { buildScopes, type ScopeAnalysis } from './build-scopes.ts';
import { createCallers, type Entry } from './callers.ts';
import type { TableOf } from './constant-tables.ts';
import { createFolder, type Fold } from './fold.ts';
import { createPaths, type Paths } from './paths.ts';
import type { PyExpression, PyNode, PythonTree } from './tree.ts';

/** Everything a rule about Python may look at. */
export interface PythonContext {
  readonly source: SourceText;
  readonly policy: PolicyDocument;
  readonly tree: PythonTree;
  readonly scopes: ScopeAnalysis;
  readonly paths: Paths;
  /** What a name, table, condition or attribute may stand for, one step back. */
  readonly standsFor: StandsFor;
  /** The strings an expression can have, when all of them are known. */
  readonly fold: Fold;
  /** The strings over which `for x in node` runs, or which `x in node` may find. */
  readonly elementsOf: Fold;
  /** What a name was assigned, when nothing changed it since; any other expression as it is. */
  readonly table: TableOf;
  /** The elements or values of a table as they are written. */
  elementsIn(node: PyExpression): readonly PyExpression[];
  /** The function that the runtime calls; its name is set before the rules run. */
  readonly entry: Entry;
  spanOf(node: PyNode): Span;
}

export type PythonRule = Rule<PythonContext>;

export function createPythonContext(source: SourceText, tree: PythonTree, policy: PolicyDocument): PythonContext {
  const scopes = buildScopes(tree);
  const standsFor = createAliases(scopes, tree);
  const paths = createPaths({ tree, scopes, standsFor }, policy);
  const entry: Entry = {};
  const folder = createFolder({ tree, scopes, paths, callers: createCallers(tree, scopes, entry) });
  return {
    source,
    policy,
    tree,
    scopes,
    paths,
    standsFor,
    ...folder,
    elementsIn: (node) => entriesOf(node, scopes),
    entry,
    spanOf: tree.spanOf,
  };
}
