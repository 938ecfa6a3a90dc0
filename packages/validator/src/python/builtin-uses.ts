import type { Finding } from '../analysis/rule.ts';
import { type BuiltinFamily, type ForbiddenBuiltin, forbiddenBuiltins } from './data/builtins.ts';
import { withoutMainGuard } from './main-guard.ts';
import { isOwnObject } from './own-objects.ts';
import type { PythonContext } from './python-context.ts';
import { isOwnName } from './shadowing.ts';
import type { PyOf } from './tree.ts';

type Use = 'called' | 'value';

/**
 * Where builtins of a family are used: called, passed, stored or renamed, unless the name is certainly the code's own.
 * `as` asks for one kind of use only.
 */
export function* refusedBuiltins(context: PythonContext, family: BuiltinFamily, as?: Use): Generator<Finding> {
  for (const { node, forbidden } of usesIn(context)) {
    if (forbidden.family !== family || (as !== undefined && as !== useOf(context, node))) continue;
    const { reason, suggestion } = forbidden;
    const fix = withoutMainGuard(context, node);
    yield {
      span: context.spanOf(node),
      message: `The builtin ${node.id} ${reason}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(fix ? { fix } : {}),
    };
  }
}

interface RefusedUse {
  readonly node: PyOf<'Name'>;
  readonly forbidden: ForbiddenBuiltin;
}

const known = new WeakMap<PythonContext, readonly RefusedUse[]>();

function usesIn(context: PythonContext): readonly RefusedUse[] {
  const uses = known.get(context) ?? [...search(context)];
  known.set(context, uses);
  return uses;
}

function* search(context: PythonContext): Generator<RefusedUse> {
  const { scopes, policy } = context;
  const allowed = new Set(policy.allowedGlobals.python);
  for (const { node } of scopes.references) {
    const forbidden = forbiddenBuiltins.get(node.id);
    if (!forbidden || node.ctx.nodeType !== 'Load' || allowed.has(node.id)) continue;
    if (!isOwnName(node, scopes) && !isOfOwnInstance(context, node)) yield { node, forbidden };
  }
}

function useOf({ tree }: PythonContext, node: PyOf<'Name'>): Use {
  const parent = tree.parentOf(node);
  return parent?.nodeType === 'Call' && parent.func === node ? 'called' : 'value';
}

/** `vars(self)` in a method, or `vars(item)` of an own object, is the object's own dictionary. */
function isOfOwnInstance(context: PythonContext, node: PyOf<'Name'>): boolean {
  const call = context.tree.parentOf(node);
  if (node.id !== 'vars' || call?.nodeType !== 'Call' || call.func !== node) return false;
  const [argument, ...others] = call.args;
  return argument !== undefined && others.length === 0 && isOwnObject(context, argument);
}
