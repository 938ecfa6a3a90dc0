import type { Finding } from '../../analysis/rule.ts';
import { familyOfModule, type HostFamily } from '../data/host-families.ts';
import { unwrap } from '../expressions.ts';
import { unusedImport } from '../fixes.ts';
import type { ScriptContext } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

/** A place that loads a module by a name that is known. */
export interface ModuleLoad {
  readonly node: ScriptNode;
  readonly specifier: string;
  /** The `require` of `require('fs')`. */
  readonly callee?: NodeOf<'Identifier'>;
}

const known = new WeakMap<ScriptContext, readonly ModuleLoad[]>();

/** Imports, re-exports, `import x = require()` and `require()`. Types that are erased load nothing. */
export function moduleLoads(context: ScriptContext): readonly ModuleLoad[] {
  const loads = known.get(context) ?? [...statements(context), ...requires(context)];
  known.set(context, loads);
  return loads;
}

/** Loads of modules of a family that the policy does not list; without a family those of none. */
export function* moduleUses(context: ScriptContext, family?: HostFamily): Generator<Finding> {
  const allowed = context.policy.allowedModules[context.language];
  for (const { node, specifier } of moduleLoads(context)) {
    if (allowed.includes(specifier) || familyOfModule(specifier) !== family) continue;
    const message = `The module ${specifier} is not among those that policy ${context.policy.name} allows.`;
    yield { span: spanOf(node), message, ...unusedImport(node, context) };
  }
}

function* statements({ tree }: ScriptContext): Generator<ModuleLoad> {
  for (const node of tree.nodesOf('ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'))
    if (node.source && !isTypeOnly(node)) yield { node, specifier: node.source.value };
  for (const node of tree.nodesOf('TSImportEqualsDeclaration')) {
    const { moduleReference: reference } = node;
    if (reference.type !== 'TSExternalModuleReference' || isTypeOnly(node)) continue;
    if (reference.expression.type === 'Literal') yield { node, specifier: String(reference.expression.value) };
  }
}

function* requires({ tree, scopes, fold }: ScriptContext): Generator<ModuleLoad> {
  for (const node of tree.nodesOf('CallExpression', 'NewExpression')) {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    if (callee.type !== 'Identifier' || callee.name !== 'require' || !scopes.isFree(callee) || !first) continue;
    const [specifier, ...others] = fold(first) ?? [];
    if (specifier !== undefined && others.length === 0) yield { node, specifier, callee };
  }
}

/** Erased before anything runs. */
export const isTypeOnly = (node: ScriptNode) =>
  ('importKind' in node && node.importKind === 'type') || ('exportKind' in node && node.exportKind === 'type');
