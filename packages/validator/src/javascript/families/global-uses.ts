import type { Finding } from '../../analysis/rule.ts';
import { familyOfGlobal, type HostFamily, isEnvironmentOfProcess } from '../data/host-families.ts';
import { nameOf, outermost } from '../expressions.ts';
import { fixOfGlobal } from '../fixes.ts';
import type { ScriptContext } from '../script-context.ts';
import { type NodeOf, spanOf } from '../tree.ts';
import { moduleLoads } from './module-uses.ts';

/** Each use of a global of a family that the policy does not allow; `reason` ends the sentence after its name. */
export function* globalUses(context: ScriptContext, family: HostFamily, reason: string): Generator<Finding> {
  const loads = new Set(moduleLoads(context).flatMap(({ callee }) => callee ?? []));
  for (const node of context.scopes.free)
    if (!context.globals.has(node.name) && !loads.has(node) && familyOf(node, context) === family)
      yield { span: spanOf(node), message: `${shown(node, context)} ${reason}.`, ...fixOfGlobal(node, context) };
}

function familyOf(node: NodeOf<'Identifier'>, context: ScriptContext): HostFamily | undefined {
  const family = familyOfGlobal.get(node.name);
  if (family === 'function-constructor' && isOnlyTested(node, context)) return undefined;
  return node.name === 'process' && isAboutHost(node, context) ? 'environment' : family;
}

/** `value instanceof Function`. */
function isOnlyTested(node: NodeOf<'Identifier'>, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(outermost(node, tree));
  return parent?.type === 'BinaryExpression' && parent.operator === 'instanceof';
}

/** `process.env`, and `const { env, argv } = process`. */
function isAboutHost(node: NodeOf<'Identifier'>, { tree }: ScriptContext): boolean {
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'MemberExpression')
    return parent.object === whole && isEnvironmentOfProcess(nameOf(parent) ?? '');
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return false;
  return parent.id.properties.every((property) => isEnvironmentOfProcess(nameOf(property) ?? ''));
}

/** `process.exit` says more than `process`. */
function shown(node: NodeOf<'Identifier'>, { tree }: ScriptContext): string {
  const parent = tree.parentOf(node);
  const member = parent?.type === 'MemberExpression' && parent.object === node ? nameOf(parent) : undefined;
  return member === undefined ? node.name : `${node.name}.${member}`;
}
