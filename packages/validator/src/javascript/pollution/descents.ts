import type { Variable } from '@typescript-eslint/scope-manager';
import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { functionAround } from '../values/call-index.ts';
import { isUnknownMember } from '../values/unknown-key.ts';
import { callsOf } from '../values/variable-sources.ts';

const known = new WeakMap<Variable, { readonly descent: ScriptNode | undefined }>();

/** Steps from a variable through an unknown key back into the same variable: `node = node[key]`, or a call of itself. */
export function descentOf(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  const found = known.get(variable) ?? { descent: findDescent(variable, context) };
  known.set(variable, found);
  return found.descent;
}

function findDescent(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  return (
    walked(variable, context) ??
    reduced(variable, context) ??
    accumulated(variable, context) ??
    recursive(variable, context) ??
    stacked(variable, context)
  );
}

/** `keys.reduce((node, key) => { …; return node[key]; }, root)`, seen from inside. */
function accumulated(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  const call = reducing(variable, context.tree);
  const [callback] = call?.arguments ?? [];
  const steps =
    isFunction(callback) && resultsOf(callback, context).some((result) => stepsFrom(variable, result, context));
  return steps ? call : undefined;
}

/** The variable of a name, and those that it is only another name for: constants, and what a `reduce` starts from. */
export function variablesBehind(node: ScriptNode, context: ScriptContext): Variable[] {
  const found: Variable[] = [];
  let at: ScriptNode | undefined = unwrap(node);
  for (let hops = 0; hops < 4 && at?.type === 'Identifier'; hops += 1) {
    const variable = context.scopes.variableOf(at);
    if (!variable) break;
    found.push(variable);
    const value: ScriptNode | undefined = context.initial(at) ?? startOf(variable, context);
    at = value && unwrap(value);
  }
  return found;
}

/** What the accumulator of `keys.reduce((node, key) => …, start)` is at first. */
export function startOf(variable: Variable, { tree }: ScriptContext): ScriptNode | undefined {
  const call = reducing(variable, tree);
  return call?.arguments[1];
}

/** The `reduce` whose accumulator a variable is. */
function reducing({ defs: [definition] }: Variable, tree: ScriptContext['tree']): NodeOf<'CallExpression'> | undefined {
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return undefined;
  const callback = definition.node as FunctionNode;
  const call = callback.params[0] === definition.name ? tree.parentOf(callback) : undefined;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== callback) return undefined;
  return /^reduce/.test(nameOf(unwrap(call.callee)) ?? '') ? call : undefined;
}

/** `node = node[key] ??= {}`. */
function walked(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  for (const use of variable.references) {
    const { writeExpr } = use;
    if (use.isWrite() && writeExpr && stepsFrom(variable, writeExpr as ScriptNode, context))
      return writeExpr as ScriptNode;
  }
  return undefined;
}

/** `const parent = keys.reduce((node, key) => node[key], root)`. */
function reduced(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  for (const { writeExpr } of variable.references) {
    const call = writeExpr && unwrap(writeExpr as ScriptNode);
    if (call?.type !== 'CallExpression' || !/^reduce/.test(nameOf(unwrap(call.callee)) ?? '')) continue;
    const [callback] = call.arguments;
    const [accumulator] = isFunction(callback) ? callback.params : [];
    const inner = accumulator?.type === 'Identifier' ? context.scopes.namedBy(accumulator) : undefined;
    if (
      isFunction(callback) &&
      inner &&
      resultsOf(callback, context).some((result) => stepsFrom(inner, result, context))
    )
      return call;
  }
  return undefined;
}

const resultsOf = (node: FunctionNode, { tree }: ScriptContext): ScriptNode[] =>
  node.body.type === 'BlockStatement'
    ? tree
        .nodesOf('ReturnStatement')
        .flatMap((statement) =>
          statement.argument && functionAround(statement, tree) === node ? [statement.argument] : [],
        )
    : [node.body];

/** A function that calls itself with `target[key]` where it was given `target`. */
function recursive(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  const [definition] = variable.defs;
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return undefined;
  const owner = definition.node as FunctionNode;
  const index = owner.params.findIndex(
    (parameter) =>
      parameter === definition.name || (parameter.type === 'AssignmentPattern' && parameter.left === definition.name),
  );
  if (index < 0) return undefined;
  return callsOf(owner, context).find((call) => {
    const argument = call.arguments[index];
    return argument && isInside(call, owner) && stepsFrom(variable, argument, context);
  });
}

const isInside = ({ range }: ScriptNode, owner: ScriptNode) => range[0] >= owner.range[0] && range[1] <= owner.range[1];

/** `const [target, source] = stack.pop()` beside `stack.push([target[key], source[key]])`. */
function stacked(variable: Variable, context: ScriptContext): ScriptNode | undefined {
  const lists = variable.defs.flatMap(({ node }) => listTakenFrom(node as ScriptNode, context) ?? []);
  if (lists.length === 0) return undefined;
  return context.tree.nodesOf('CallExpression').find((call) => {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression' || !['push', 'unshift'].includes(nameOf(callee) ?? '')) return false;
    const [list] = variablesBehind(callee.object, context);
    return (
      list !== undefined &&
      lists.includes(list) &&
      call.arguments.some((argument) => partsOf(argument).some((part) => stepsFrom(variable, part, context)))
    );
  });
}

function listTakenFrom(node: ScriptNode, context: ScriptContext): Variable | undefined {
  if (node.type !== 'VariableDeclarator') return undefined;
  const loop = context.tree.parentOf(context.tree.parentOf(node) ?? node);
  const call = node.init ? unwrap(node.init) : undefined;
  if (!call) return loop?.type === 'ForOfStatement' ? variablesBehind(loop.right, context)[0] : undefined;
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  const isTaking = callee?.type === 'MemberExpression' && ['pop', 'shift'].includes(nameOf(callee) ?? '');
  return isTaking ? variablesBehind(callee.object, context)[0] : undefined;
}

function partsOf(node: ScriptNode): ScriptNode[] {
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => element ?? []);
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []));
  return [node];
}

/** Whether an expression may be `variable[key]` with an unknown key, directly or by way of other variables. */
function stepsFrom(variable: Variable, expression: ScriptNode, context: ScriptContext): boolean {
  const pending = [expression];
  const seen = new Set<ScriptNode>();
  for (let next = pending.pop(); next && seen.size < 40; next = pending.pop()) {
    const node = unwrap(next);
    if (seen.has(node)) continue;
    seen.add(node);
    if (isUnknownMember(node, context) && variablesBehind(node.object, context).includes(variable)) return true;
    pending.push(...mayBe(node, context));
  }
  return false;
}

function mayBe(node: ScriptNode, { scopes }: ScriptContext): ScriptNode[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return [node.left, node.right];
    case 'LogicalExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'SequenceExpression':
      return node.expressions.slice(-1);
    case 'Identifier':
      return (scopes.variableOf(node)?.references ?? [])
        .flatMap(({ writeExpr }) => (writeExpr ? [writeExpr as ScriptNode] : []))
        .slice(0, 8);
    default:
      return [];
  }
}
